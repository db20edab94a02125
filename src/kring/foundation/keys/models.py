"""Data keys: one per thing that must be forgotten as a whole."""

import uuid

from django.db import models

from kring.foundation.privacy import NOTHING, Sort
from kring.foundation.text import Text


class DataKey(models.Model):
    """The key of one trajectory, offer or mail, wrapped by the key of a day.

    Deleting it forgets all it sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    holder = models.UUIDField()
    epoch = models.IntegerField()
    wrapped = models.BinaryField()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "holder": Sort.HARMLESS,
            "epoch": Sort.HARMLESS,
            "wrapped": Sort.HARMLESS,
        }
        what = Text("De sleutels van wat vergrendeld is", "The keys of what is locked")
        purpose = Text(
            "Gegevens voorgoed vergeten door de sleutel weg te gooien", "To forget for good by throwing the key away"
        )
        seen_by = Text(
            "niemand; elke sleutel is zelf ook vergrendeld, en dat slot ligt buiten de database",
            "nobody; each key is locked too, and that lock lies outside the database",
        )
        retention = Text(
            "zolang als wat ermee vergrendeld is; elke nacht opnieuw vergrendeld",
            "as long as what it locks; locked anew every night",
        )
        remains = NOTHING

    def __str__(self) -> str:
        return str(self.id)
