"""Spoken names: two plain words, so that people can phone about a request without a name (decision 9)."""

import secrets

_FIRST = (
    "stille ronde groene blauwe gele rode witte zachte warme koele lichte hoge lage brede smalle lange korte vlugge "
    "rustige kleine grote oude nieuwe jonge volle lege droge natte diepe open dichte ruwe gladde scherpe zoete zoute "
    "bruine grijze paarse gouden zilveren houten stenen glazen wollen linnen papieren vroege late verre nabije dunne "
    "dikke rechte kromme schuine vlakke steile gewone bonte heldere frisse sterke lieve slimme trouwe dappere kalme "
    "vrolijke zuivere eerste tweede derde vierde vijfde zesde zevende achtste negende noordelijke zuidelijke"
).split()
_SECOND = (
    "appel peer wolk tak vijver rivier beek brug poort molen toren kerk straat laan tuin akker weide heuvel duin "
    "zee golf schelp steen kei berg vallei grot maan ster zon wind bries storm lamp kaars klok bel "
    "fluit trommel viool piano stoel tafel kast lade deur sleutel mand fles kan beker kop lepel vork pan ketel broek "
    "jas sjaal muts handschoen laars fiets trein boot kar slee vlieger bal tol knikker puzzel boek krant brief kaart "
    "postzegel pen penseel draak vos haas egel das bever otter reiger zwaan merel mus uil specht vlinder bij"
).split()


def fresh_spoken_name() -> str:
    """Two words by lot, out of several thousand pairs."""
    return f"{secrets.choice(_FIRST)} {secrets.choice(_SECOND)}"
