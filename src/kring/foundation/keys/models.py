"""Data keys: one per thing that must be forgotten as a whole."""

import uuid

from django.db import models

from kring.foundation.privacy import Sort


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
        retention = "as long as what it seals; wrapped anew every night"

    def __str__(self) -> str:
        return str(self.id)
