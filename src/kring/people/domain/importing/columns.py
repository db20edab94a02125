"""Which column holds what: Dutch headings in many spellings, and what was chosen before."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

# What a column can hold. The order is the one of the page.
FIELDS = (
    "number",
    "name",
    "given",
    "infix",
    "family",
    "mail",
    "craft",
    "division",
    "department",
    "team",
    "unit_code",
    "manager",
    "starts",
    "ends",
    "hours",
)
UNITS = ("division", "department", "team")

# Headings as systems write them, without spaces, marks and capitals, and with "nr" for every word for number.
SPELLINGS: dict[str, str] = {
    "number": "personeelsnr persnr pnr medewerkernr medewerkersnr medewerkerid personeelsid werknemernr "
    "werknemersnr employeenr employeeid employee persoonsnr nr personnelnr sapnr stamnr medewerker "
    "medewerkercode mdwnr",
    "name": "naam volledigenaam medewerkernaam naammedewerker naamvolledig weergavenaam werknemernaam fullname "
    "displayname roepnaamachternaam samengesteldenaam personeelslid",
    "given": "voornaam roepnaam voornamen firstname givenname roepnaammedewerker",
    "infix": "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels voorvoegselsgeboortenaam infix prefix tv",
    "family": "achternaam familienaam geslachtsnaam lastname surname familyname geboortenaam gebruiksnaam",
    "mail": "email mail emailadres mailadres emailwerk werkemail emailzakelijk zakelijkeemail emailadreswerk "
    "werkmail workemail zakelijkemailadres emailadreszakelijk werkemailadres",
    "craft": "functie functienaam functieomschrijving functietitel functiebenaming beroep job jobtitle rol "
    "functiegroep omschrijvingfunctie",
    "division": "divisie sector cluster divisienaam directie bedrijfsonderdeel organisatieonderdeel domein division "
    "rve",
    "department": "afdeling afdelingsnaam afdelingnaam afdelingsomschrijving afdelingomschrijving department "
    "organisatieeenheid oe oeomschrijving kostenplaatsomschrijving kostenplaatsnaam "
    "omschrijvingkostenplaats locatieafdeling",
    "team": "team teamnaam subafdeling unit roosterteam teamomschrijving",
    "unit_code": "kostenplaats kostenplaatsnr kostenplaatscode afdelingscode afdelingcode afdelingsnr oecode oenr kpl "
    "costcenter costcentre teamcode organisatieeenheidnr",
    "manager": "leidinggevendenr nrleidinggevende leidinggevende leidinggevendepersoneelsnr managernr managerid "
    "manager leidinggevendeid personeelsnrleidinggevende hierarchischleidinggevende "
    "leidinggevendemedewerkernr chef leidinggevendecode direct leidinggevendepersnr "
    "medewerkernrleidinggevende",
    "starts": "datumindienst indienst indienstdatum startdatum begindatum datumaanvang ingangsdatum startdate "
    "datumindiensttreding indiensttreding aanvangdienstverband begindatumcontract begincontract hiredate",
    "ends": "datumuitdienst uitdienst uitdienstdatum einddatum datumeinde enddate datumuitdiensttreding "
    "uitdiensttreding eindedienstverband einddatumcontract eindecontract laatstewerkdag datumuit",
    "hours": "contracturen uren urenperweek deeltijd contracturenperweek deeltijdfactor parttimepercentage fte "
    "aantaluren arbeidsduur weekuren deeltijdpercentage dienstverbandpercentage",
}
_KNOWN = {word: field for field, words in SPELLINGS.items() for word in words.split()}
_NUMBER = re.compile(r"nummer|number|num$")


def plain(heading: str) -> str:
    """A heading without capitals, marks, spaces and accents: "E-mail (werk)" is "emailwerk"."""
    letters = unicodedata.normalize("NFKD", heading.casefold())
    return _NUMBER.sub("nr", "".join(sign for sign in letters if sign.isalnum() and sign.isascii()))


def propose(headings: Sequence[str], remembered: Mapping[str, str]) -> dict[str, int]:
    """
    Which column to read for which field.

    :param remembered: by field the heading that was chosen last time; it wins from what the heading says
    """
    chosen: dict[str, int] = {}
    plains = [plain(heading) for heading in headings]
    for field, heading in remembered.items():
        if field in FIELDS and plain(heading) in plains:
            chosen[field] = plains.index(plain(heading))
    taken = set(chosen.values())
    for index, word in enumerate(plains):
        field = _KNOWN.get(word, "")
        if field and field not in chosen and index not in taken:
            chosen[field] = index
            taken.add(index)
    return chosen


def recognised(cells: Sequence[str]) -> int:
    """How many of these cells are headings we know."""
    return sum(plain(cell) in _KNOWN for cell in cells)


def lacking(mapping: Mapping[str, int]) -> tuple[str, ...]:
    """What must be chosen first: a number, and a name in one piece or at least a family name."""
    missing = [] if "number" in mapping else ["number"]
    return tuple(missing if {"name", "family"} & mapping.keys() else [*missing, "name"])
