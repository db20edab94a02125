"""What can be found: entries that everybody shares, what an organisation adds, and the lists it gave a name."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from kring.catalogue.domain.entry import NOT_WEIGHED, Days, Entry, Kind, Words
from kring.foundation.privacy import NOTHING, harmless
from kring.foundation.text import Text

FOR_ALL = Text("iedereen", "everyone")
UNTIL_TAKEN_OUT = Text("tot het uit de catalogus gaat", "until it leaves the catalogue")


class SharedEntry(models.Model):
    """
    An entry for everyone: of a content file, or published by an organisation under a new id.

    `number` is its place in the bit sets of `SharedFacet`. The brief vectors hold title, search words and summary,
    the others everything. They are written by SQL (`kring.catalogue.indexing`). `practice` holds more keys of facets,
    which follow from shared experiences (`note_practice`).
    """

    id = models.CharField(primary_key=True, max_length=60)
    number = models.IntegerField(unique=True)
    is_own = models.BooleanField(default=False)
    language = models.CharField(max_length=2, blank=True)
    document = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    facets = ArrayField(models.CharField(max_length=80))
    practice = ArrayField(models.CharField(max_length=80), default=list, db_default=[])
    brief_nl = SearchVectorField(null=True)
    brief_en = SearchVectorField(null=True)
    search_nl = SearchVectorField(null=True)
    search_en = SearchVectorField(null=True)

    class Meta:
        db_table = '"shared"."catalogue_entry"'

    class Privacy:
        fields = harmless(
            "id number is_own language document fingerprint facets practice brief_nl brief_en search_nl search_en"
        )
        what = Text("Een maatregel of interventie in de catalogus", "A measure or intervention of the catalogue")
        purpose = Text("Weten wat je kunt doen, en wat ervan bekend is", "To know what can be done, and what is known")
        seen_by = FOR_ALL
        retention = UNTIL_TAKEN_OUT
        remains = NOTHING

    def __str__(self) -> str:
        return self.id


class SharedWord(models.Model):
    """A word of the catalogue: its root, and what it looks like with a letter less."""

    key = models.CharField(primary_key=True, max_length=90)
    language = models.CharField(max_length=2)
    word = models.CharField(max_length=80)
    root = models.CharField(max_length=80)
    near = ArrayField(models.CharField(max_length=80))
    times = models.IntegerField()

    class Meta:
        db_table = '"shared"."catalogue_word"'

    class Privacy:
        fields = harmless("key language word root near times")
        what = Text("Een woord uit de catalogus", "A word of the catalogue")
        purpose = Text("Zoeken, ook met een typefout", "Searching, also with a typing error")
        seen_by = FOR_ALL
        retention = UNTIL_TAKEN_OUT
        remains = NOTHING

    def __str__(self) -> str:
        return self.key


class SharedFacet(models.Model):
    """Which entries have one value of one facet, such as `theme:social`, as a bit set of their numbers."""

    key = models.CharField(primary_key=True, max_length=80)
    members = models.BinaryField()

    class Meta:
        db_table = '"shared"."catalogue_facet"'

    class Privacy:
        fields = harmless("key members")
        what = Text("Welke maatregelen bij een onderwerp horen", "Which measures belong to a subject")
        purpose = Text("Tellen hoeveel er zijn", "Counting how many there are")
        seen_by = FOR_ALL
        retention = UNTIL_TAKEN_OUT
        remains = NOTHING

    def __str__(self) -> str:
        return self.key


class OwnEntry(models.Model):
    """
    What an organisation does itself. Proposed, then shown by an administrator or coordinator; no person in it.

    `is_published` is what the organisation wants, `shared_id` what the worker made of it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"
        SHOWN = "shown"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=70)
    summary = models.CharField(max_length=260)
    how = models.CharField(max_length=700)
    watch = models.CharField(max_length=400, blank=True)
    theme = models.CharField(max_length=60)
    levels = ArrayField(models.CharField(max_length=60))
    energy = models.CharField(max_length=60)
    quick_win = models.BooleanField(default=False)
    groups = ArrayField(models.CharField(max_length=60))
    situations = ArrayField(models.CharField(max_length=60))
    added = models.DateField()
    is_published = models.BooleanField(default=False)
    shared_id = models.CharField(max_length=60, blank=True)
    search = SearchVectorField(null=True)

    class Privacy:
        fields = harmless(
            "id organisation state language title summary how watch theme levels energy quick_win groups situations"
            " added is_published shared_id search"
        )
        what = Text("Een maatregel die jullie zelf toevoegden", "A measure that your organisation added itself")
        purpose = Text("Van elkaar leren wat er hier gedaan wordt", "To learn from each other what is done here")
        seen_by = Text(
            "iedereen in de organisatie; pas na een besluit ook andere organisaties, zonder jullie naam",
            "everyone in the organisation; others only after a decision, without your name",
        )
        retention = UNTIL_TAKEN_OUT
        remains = NOTHING

    def __str__(self) -> str:
        return str(self.pk)

    def as_entry(self, key: str) -> Entry:
        """The same as an entry of the catalogue, under another id; what is written in one language stands in both."""

        def both(text: str) -> Text:
            return Text(nl=text, en=text)

        return Entry(
            id=key,
            kind=Kind.MEASURE,
            theme=self.theme,
            levels=tuple(self.levels),
            energy=self.energy,
            moments=("everyday",),
            quick_win=self.quick_win,
            groups=tuple(self.groups),
            situations=tuple(self.situations),
            evidence=NOT_WEIGHED,
            evidence_says=None,
            days=Days(self.added, self.added, self.added),
            title=both(self.title),
            summary=both(self.summary),
            how=tuple(both(line) for line in self.how.splitlines() if line.strip()),
            watch=tuple(both(line) for line in self.watch.splitlines() if line.strip()),
            conditions=(),
            words=Words((), ()),
            related=(),
            cited=(),
            examples=(),
        )


class NamedList(models.Model):
    """A list of measures to which an organisation gave a name. Who made it is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    name = models.CharField(max_length=60)
    entries = ArrayField(models.CharField(max_length=60))
    made_on = models.DateField()

    class Privacy:
        fields = harmless("id organisation name entries made_on")
        what = Text("Een lijst met maatregelen die een naam kreeg", "A list of measures that got a name")
        purpose = Text("Samen kiezen wat jullie gaan doen", "To choose together what to do")
        seen_by = Text("wie in de organisatie beleid maakt", "whoever makes policy in the organisation")
        retention = Text("tot iemand de lijst weghaalt", "until somebody takes the list away")
        remains = NOTHING

    def __str__(self) -> str:
        return str(self.pk)
