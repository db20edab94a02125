"""The words of the signpost."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.referral.domain.entry import Contradiction
from kring.referral.domain.freshness import Care
from kring.ui.frame import Words

GOOD_AT: dict[str, Words] = {
    "shock": pgettext_lazy("good at", "after something shocking"),
    "stress": pgettext_lazy("good at", "tension and being overburdened"),
    "aggression": pgettext_lazy("good at", "aggression and threats"),
    "grief": pgettext_lazy("good at", "loss and grief"),
    "moral": pgettext_lazy("good at", "having to act against your conscience"),
    "conduct": pgettext_lazy("good at", "unwanted behaviour at work"),
    "back_to_work": pgettext_lazy("good at", "staying at work and coming back"),
    "home_and_money": pgettext_lazy("good at", "home, care and money"),
    "substances": pgettext_lazy("good at", "alcohol and other substances"),
    "meaning": pgettext_lazy("good at", "questions of meaning and faith"),
}
ROUTES: dict[str, Words] = {
    "direct": _("You can go there yourself, without a letter."),
    "general_practitioner": _("You need a letter from your general practitioner."),
    "occupational_physician": _("By way of the occupational physician."),
    "manager": _("By way of your manager. Your manager then knows that you go."),
}
COSTS: dict[str, Words] = {
    "free": _("You pay nothing."),
    "excess": _("By way of your health insurance; your own excess counts."),
    "partly": _("Your work pays a part. Ask beforehand what is left for you."),
    "own": _("You pay yourself."),
}
ANONYMITY: dict[str, Words] = {
    "nameless": _("You need not give a name."),
    "confidential": _("Only the provider knows your name. Your work hears nothing."),
    "number_only": _("Your work gets a bill without names."),
    "known": _("Somebody at work knows that you go. Ask beforehand who."),
}
CHECKED_HOW: dict[str, Words] = {
    "phone": pgettext_lazy("checked", "by phone"),
    "website": pgettext_lazy("checked", "on the website"),
    "written": pgettext_lazy("checked", "by mail or in the contract"),
    "visit": pgettext_lazy("checked", "in a conversation"),
}
LANGUAGES: dict[str, Words] = {
    "nl": pgettext_lazy("language", "Dutch"),
    "en": pgettext_lazy("language", "English"),
    "de": pgettext_lazy("language", "German"),
    "fr": pgettext_lazy("language", "French"),
    "ar": pgettext_lazy("language", "Arabic"),
    "tr": pgettext_lazy("language", "Turkish"),
    "pl": pgettext_lazy("language", "Polish"),
    "es": pgettext_lazy("language", "Spanish"),
    "uk": pgettext_lazy("language", "Ukrainian"),
    "ti": pgettext_lazy("language", "Tigrinya"),
    "sign": pgettext_lazy("language", "Dutch sign language"),
}
CARE: dict[Care, Words] = {
    Care.ENDED: _("The contract is over. It is not in the signpost any more."),
    Care.ENDING: _("The contract ends soon."),
    Care.STALE: _("The lead time was checked more than ninety days ago."),
    Care.UNCHECKED: _("There is no lead time yet."),
}
WRONG: dict[Contradiction, tuple[str, Words]] = {
    Contradiction.ENDS_BEFORE_START: ("contract_until", _("The last day comes before the first. Change one of them.")),
    Contradiction.CHECKED_IN_FUTURE: ("checked_on", _("Fill in a day that has been.")),
    Contradiction.LEAD_UNCHECKED: ("checked_on", _("Say when and how the lead time was checked.")),
    Contradiction.NO_WAY_TO_REACH: ("phone", _("Fill in a phone number, a mail address or a website.")),
    Contradiction.REQUESTS_WITHOUT_MAIL: ("mail", _("Fill in the mail address that requests go to.")),
}
STEPS: dict[str, Words] = {
    "enough": pgettext_lazy("codes", "enough"),
    "few": pgettext_lazy("codes", "few"),
    "none": pgettext_lazy("codes", "none"),
}
STATES: dict[str, tuple[Words, Words]] = {
    "posted": (
        _("Your request is on its way"),
        _("The message is about to leave. Look again in a few minutes, or call yourself."),
    ),
    "sent": (
        _("Your request was sent"),
        _("Nobody has taken it over yet. You may always call yourself."),
    ),
    "uncertain": (
        _("We do not know whether it arrived"),
        _("The message may have got lost on the way. We do not send it twice. Please call yourself."),
    ),
    "refused": (
        _("The message did not arrive"),
        _("The mail server of the other side refused it. Please call yourself."),
    ),
    "taken": (
        _("Your request was taken over"),
        _("Somebody has your name and number now, and will get in touch. They are gone from Kring."),
    ),
}
WINDOWS: dict[str, Words] = {
    "": pgettext_lazy("call back", "It does not matter when"),
    "morning": pgettext_lazy("call back", "in the morning"),
    "afternoon": pgettext_lazy("call back", "in the afternoon"),
    "evening": pgettext_lazy("call back", "in the evening"),
}
CHANNELS: dict[str, Words] = {
    "call": pgettext_lazy("call back", "by phone"),
    "private_mail": pgettext_lazy("call back", "by mail"),
}
CHECKS: dict[str, tuple[Words, Words]] = {
    "pago": (
        _("PAGO"),
        _("Periodic occupational health examination: it looks at the risks of your work for your health."),
    ),
    "pmo": (
        _("PMO"),
        _("Preventive medical examination: it looks at how you are, and gives you advice for yourself."),
    ),
}
