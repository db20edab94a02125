"""HR tells how a measure went, a coordinator reads and shares it, and somebody elsewhere sees what works for whom."""

from kring.experiences.actions.share_experiences import share_experiences
from kring.experiences.tests.test_experiences import already_shared
from kring.foundation.testing import as_

from .story import Site

MEASURE = "/wat-werkt/learning-from-peers/"


def test_an_experience_goes_round(site: Site) -> None:
    already_shared("learning-from-peers", "trainees", "start-of-career", again=16, total=20)
    already_shared("mentor-for-starters", "trainees", "start-of-career", again=3, total=3)

    hanna = site.phone(site.world["Hanna"])
    hanna.opens(MEASURE).sees("Zouden anderen dit weer doen?").taps("Vertel hoe het bij jullie ging")
    hanna.taps("Bewaar").sees("Kies wat past.")
    hanna.selects("Voor wie was het vooral?", "Wie in opleiding is")
    hanna.selects("In welke situatie?", "Begin van de loopbaan")
    hanna.selects("Waarvoor was het?", "Leren van elkaar")
    hanna.selects("Wanneer deden jullie dit?", "eerste helft van 2026")
    hanna.chooses("10 tot en met 49 mensen").chooses("Er was tijd voor onder werktijd")
    hanna.chooses("Het paste niet in het rooster").chooses("Ja, we doen het nog steeds")
    hanna.chooses("Ja, maar anders").fills("Eén zin advies voor anderen", "Begin met twee groepen.")
    hanna.taps("Bewaar").sees("Alleen voor onszelf", "Begin met twee groepen.").never_sees("Deel zonder onze naam")

    petra = site.phone(site.world["Petra"])
    petra.opens("/ervaringen/").taps("Deel zonder onze naam").sees("Gedeeld, zonder onze naam")
    job = site.world.job("sharing")
    with as_(job) as at:
        share_experiences(site.world.organisation_id, job, at)

    reader = site.phone(java_script_enabled=False)
    reader.opens("/wat-werkt/").selects("Voor wie?", "Wie in opleiding is")
    reader.selects("In welke situatie?", "Begin van de loopbaan").taps("Laat zien")
    reader.sees("Ongeveer 8 van de 10 zouden dit weer doen.", "Uit 21 ervaringen.", "Nog te weinig bekend")
    reader.taps("Leren van elkaar in de opleiding").sees("Begin met twee groepen.", "Voor wie")
