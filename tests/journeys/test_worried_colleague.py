"""Case 10: worried about a colleague: begin a talk, and ask for an offer. What comes of it is the colleague's own."""

from kring.foundation.testing import fetch

from .story import Phone, Site

JOKE, ELS = "joke@thuis.test", "els@thuis.test"


def test_a_colleague_is_worried_about_a_colleague(site: Site) -> None:
    site.on_a_tuesday()
    karel = site.phone()
    karel.opens("/").taps("Ik maak me zorgen om een collega").sees("Zo begin je erover", "Wacht op het antwoord")
    thanks = asks_an_offer(karel, "Joke", JOKE, own_name="Karel").text()
    petra = site.phone(site.world["Petra"]).opens("/coordinatie/").never_sees("Joke", "Karel").text()

    letter = site.letterbox.to(JOKE)[0]
    assert not {"Joke", "Karel", "zorgen"} & set((letter.subject + letter.body).split())
    joke = (
        site.phone().opens(letter.link("/aanbod/")).sees("De naam die erbij staat is Karel", "Je hoeft niets uit te")
    )
    joke.chooses("Nee, ik heb dit niet nodig").taps("Geef dit antwoord")
    joke.sees("We vragen je dit niet nog eens").never_sees("Karel", JOKE)

    # Nobody notices: who asked, who coordinates, and who asks once more see what they saw.
    again = asks_an_offer(site.phone().opens("/collega/"), "Joke", JOKE, own_name="Karel")
    assert again.text() == thanks
    assert site.phone(site.world["Petra"]).opens("/coordinatie/").text() == petra
    marco_is_reminded_of_his_team_and_of_nobody(site)
    assert len(site.letterbox.to(JOKE)) == 1

    els_says_nothing_and_then_yes(site)
    site.later(days=50)
    marco_got_his_reminders(site)
    assert [offers(site, who) for who in (JOKE, ELS)] == [1, 2]
    site.later(days=90)
    nothing_is_left(site)


def asks_an_offer(sender: Phone, name: str, mail: str, *, own_name: str = "") -> Phone:
    """A name and a mail address; no reason and no story fit in."""
    sender.taps("Zorg dat je collega een aanbod krijgt").sees("Geen reden, geen verhaal")
    assert sender.page.locator("main textarea").count() == 0
    sender.fills("Hoe heet je collega?", name).fills("Mailadres van je collega", mail)
    if own_name:
        sender.chooses("Ja, mijn collega mag weten dat ik het ben").fills("Je eigen naam", own_name)
    return sender.taps("Stuur het aanbod").sees("Fijn dat je op je collega let").never_sees(name, mail)


def els_says_nothing_and_then_yes(site: Site) -> None:
    """Four weeks of silence, one more message, and then she asks for a colleague after all."""
    asks_an_offer(site.phone().opens("/collega/"), "Els", ELS)
    site.later(days=28)
    again = site.letterbox.to(ELS, count=2)[-1]
    els = site.phone().opens(again.link("/aanbod/")).sees("Wie het is, blijft liever ongenoemd")
    els.chooses("Ja, ik wil praten").taps("Geef dit antwoord").sees("Dit hoort bij het aanbod dat je kreeg")
    assert els.page.get_by_label("Nummer of mailadres").input_value() == ELS
    els.taps("Vraag een collega").sees("Goed dat je het vraagt, Els").taps("Ik heb hem bewaard")
    asked = {who: site.letterbox.to(site.world[who].mail) for who in ("Noor", "Sam") if has_mail(site, who)}
    (who,) = asked
    supporter = site.phone(site.world[who]).opens(asked[who][0].link("/gesprekken/"))
    supporter.taps("Ja, ik doe dit").taps("Nee, ik kan dit doen").sees("Els").never_sees("Karel")
    site.letterbox.to(ELS, count=3)


def marco_is_reminded_of_his_team_and_of_nobody(site: Site) -> None:
    """The days are his own wish: they hang on no event and on no offer."""
    marco = site.phone(site.world["Marco"]).opens("/mijn-team/").never_sees("Joke", "Karel")
    marco.taps("Herinner mij").sees("Op deze dagen krijg je een korte mail:").taps("Wat je weet en kunt")
    marco.sees("Wat je kunt", "Iemand steunen")
    assert marco.page.locator("main input").count() == 0


def marco_got_his_reminders(site: Site) -> None:
    """What fell due together came as one message; they are all the same."""
    letters = site.letterbox.to(site.world["Marco"].mail, count=2)
    assert len({letter.body for letter in letters}) == 1
    assert "/mijn-team/" in letters[0].body
    assert not {"Joke", "Karel", "Els"} & set(letters[0].body.split())


def offers(site: Site, who: str) -> int:
    """How many letters with an offer somebody got, in all."""
    return sum("/aanbod/" in letter.body for letter in site.letterbox.to(who))


def has_mail(site: Site, who: str) -> bool:
    """Whether somebody was asked; the worker may need a moment."""
    site.round()
    fetch("select pg_sleep(1)")
    return any(letter.to == site.world[who].mail for letter in site.letterbox.letters)


def nothing_is_left(site: Site) -> None:
    """No event ever was; the offers and the marks against a third time are gone."""
    left = {
        table: fetch(f"select 1 from {table} where organisation_id = %s", site.world.organisation_id)
        for table in ("events_event", "events_offer", "events_offeranswer", "events_offeredcolleague")
    }
    assert not any(left.values()), left
