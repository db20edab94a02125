"""What stands around every page: navigation, help now, who is signed in. The portal fills it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kring.foundation.reach import dial

Words = str | Promise

TABS = 4
"""Places under the thumb; what does not fit goes behind "More"."""


@dataclass(frozen=True)
class NavItem:
    """
    One place to go to.

    `icon` is a name of `<c-icon>`; `short` is the label under a tab on a phone, if the full one is long.
    """

    label: Words
    url: str
    current: bool = False
    icon: str = "dot"
    short: Words = ""

    @property
    def tab_label(self) -> Words:
        """The label on a phone."""
        return self.short or self.label


@dataclass(frozen=True)
class HelpNumber:
    """A number to ring, with the words before it and a remark after it."""

    label: Words
    phone: str
    note: Words = ""

    @property
    def dial(self) -> str:
        """The number as a telephone wants it."""
        return dial(self.phone)


OUTSIDE_HELP = (
    HelpNumber(_("Direct danger"), "112"),
    HelpNumber(_("Thinking about suicide"), "113", _("day and night, free of charge: 0800-0113")),
)


@dataclass(frozen=True)
class HelpNow:
    """
    The line on top of every page (decision 17): the colleague on call first, with true hours.

    Without `on_call_phone` nobody is on call now; `on_call_label` then says when somebody is again.
    """

    on_call_phone: str = ""
    on_call_label: Words = ""
    numbers: tuple[HelpNumber, ...] = OUTSIDE_HELP

    @property
    def dial(self) -> str:
        """The on-call number as a telephone wants it."""
        return dial(self.on_call_phone)


@dataclass(frozen=True)
class Frame:
    """
    Everything base.html shows outside the page itself.

    The portal's middleware sets one on `request.frame`; every page also works with this empty one.
    `areas` are the hats of someone with several roles; `nav` are the places within the current one.
    `path`, `language` and `leave_url` are filled in by the context processor.
    """

    organisation_name: str = ""
    home_url: str = "/"
    nav: tuple[NavItem, ...] = ()
    areas: tuple[NavItem, ...] = ()
    help: HelpNow = HelpNow()
    account_label: str = ""
    account_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    who_sees_url: str = ""
    links: tuple[NavItem, ...] = ()
    notice: Words = ""
    style_url: str = ""
    path: str = "/"
    language: str = "nl"
    leave_url: str = ""

    @property
    def tabs(self) -> tuple[NavItem, ...]:
        """The places under the thumb."""
        return self.nav[:TABS]

    @property
    def more(self) -> tuple[NavItem, ...]:
        """The places behind "More"."""
        return self.nav[TABS:]

    @property
    def roles(self) -> tuple[NavItem, ...]:
        """The areas, if there is more than one to choose from."""
        return self.areas if len(self.areas) > 1 else ()

    @property
    def has_more(self) -> bool:
        """Whether there is anything behind "More"."""
        return bool(self.more or self.roles or self.account_label or self.sign_in_url)

    @property
    def more_is_current(self) -> bool:
        """Whether the current place is behind "More"."""
        return any(item.current for item in self.more)
