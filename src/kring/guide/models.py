"""What is kept of the guide: editions that stay as they are, what was asked of them on paper, and the files."""

from django.db import models

from kring.foundation.privacy import NOTHING, harmless
from kring.foundation.text import Text

FOR_ALL = Text("iedereen", "everyone")
STAYS = Text("zolang Kring bestaat; een editie verandert niet", "as long as Kring exists; an edition does not change")
PURPOSE = Text("Nalezen wat er te doen is, ook later", "To read what can be done, later too")


class GuideEdition(models.Model):
    """An edition: its name, its day, and everything around the measures (`kring.guide.domain.edition.Frame`)."""

    key = models.CharField(primary_key=True, max_length=8)
    number = models.PositiveIntegerField(unique=True)
    published_on = models.DateField()
    frame = models.JSONField()
    fingerprint = models.CharField(max_length=64)

    class Meta:
        db_table = '"shared"."guide_edition"'

    class Privacy:
        fields = harmless("key number published_on frame fingerprint")
        what = Text("Een editie van de handreiking", "An edition of the guide")
        purpose = PURPOSE
        seen_by = FOR_ALL
        retention = STAYS
        remains = NOTHING

    def __str__(self) -> str:
        return self.key


class GuideItem(models.Model):
    """One measure as it stands in an edition (`kring.guide.domain.edition.Item`)."""

    key = models.CharField(primary_key=True, max_length=80)
    edition = models.ForeignKey(GuideEdition, on_delete=models.CASCADE)
    place = models.PositiveIntegerField()
    document = models.JSONField()

    class Meta:
        db_table = '"shared"."guide_item"'
        constraints = [models.UniqueConstraint(fields=["edition", "place"], name="guide_item_place")]

    class Privacy:
        fields = harmless("key edition place document")
        what = Text("Een maatregel zoals die in een editie staat", "A measure as it stands in an edition")
        purpose = PURPOSE
        seen_by = FOR_ALL
        retention = STAYS
        remains = NOTHING

    def __str__(self) -> str:
        return self.key


class GuideOrder(models.Model):
    """What somebody wanted on paper. The key is what was asked, so whoever asks second asks nothing new."""

    key = models.CharField(primary_key=True, max_length=60)
    edition = models.ForeignKey(GuideEdition, on_delete=models.CASCADE)
    sector = models.CharField(max_length=20)
    chapter = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2)
    asked_on = models.DateField()

    class Meta:
        db_table = '"shared"."guide_order"'

    class Privacy:
        fields = harmless("key edition sector chapter language asked_on")
        what = Text("Welke handreiking op papier is gevraagd", "Which guide was asked for on paper")
        purpose = Text("Een bestand één keer maken", "To make a file once")
        seen_by = FOR_ALL
        retention = STAYS
        remains = NOTHING

    def __str__(self) -> str:
        return self.key


class GuidePaper(models.Model):
    """How far a file is, and the file once it is there. `step` is a `kring.guide.domain.making.Step`."""

    order = models.OneToOneField(GuideOrder, on_delete=models.CASCADE, primary_key=True)
    step = models.CharField(max_length=10)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField(default=0)
    file = models.BinaryField(default=b"")

    class Meta:
        db_table = '"shared"."guide_paper"'

    class Privacy:
        fields = harmless("order step done total tries pages size file")
        what = Text(
            "Een handreiking als bestand, of hoe ver het maken is", "A guide as a file, or how far making it is"
        )
        purpose = Text("De handreiking bewaren en printen", "To keep and print the guide")
        seen_by = FOR_ALL
        retention = STAYS
        remains = NOTHING

    def __str__(self) -> str:
        return self.order_id
