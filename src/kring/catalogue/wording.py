"""Words of the catalogue that are not in its files: what facets and kinds are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.catalogue.domain.entry import Kind
from kring.catalogue.domain.facets import KNOWN, OF_KRING, OF_OTHERS, OF_US, PROMISING, TOLD, YES, Facet

FACETS: dict[Facet, Promise] = {
    Facet.SITUATION: _("What is the matter?"),
    Facet.THEME: pgettext_lazy("facet", "Theme"),
    Facet.LEVEL: _("Who does it?"),
    Facet.ENERGY: _("What does it do?"),
    Facet.QUICK: _("Begin tomorrow"),
    Facet.GROUP: _("For whom?"),
    Facet.EVIDENCE: _("How sure are we?"),
    Facet.PRACTICE: _("What do others say?"),
    Facet.PROMISING_FOR: _("Promising in practice, for whom?"),
    Facet.TOLD_FOR: _("Experiences with which group?"),
    Facet.MOMENT: pgettext_lazy("facet", "When?"),
    Facet.KIND: _("What sort?"),
    Facet.ORIGIN: _("Where does it come from?"),
}
"""In the order of the page."""

KINDS: dict[str, Promise] = {
    Kind.MEASURE: pgettext_lazy("kind", "Measure"),
    Kind.INTERVENTION: pgettext_lazy("kind", "Intervention"),
    Kind.RISK_GROUP: _("To be aware of: a group"),
    Kind.RISK_FACTOR: _("To be aware of: a circumstance"),
}
ORIGINS: dict[str, Promise] = {
    OF_KRING: _("Guides and guideline"),
    OF_US: _("Your own organisation"),
    OF_OTHERS: _("Another organisation"),
}
PRACTICE: dict[str, Promise] = {
    PROMISING: _("Promising in practice"),
    KNOWN: _("Enough told to say something"),
    TOLD: _("With experiences"),
}
QUICK: dict[str, Promise] = {YES: _("Quick win")}
