"""What managers, trainers and coordinators hear: the sentences somebody chose, and nothing else (decision 7)."""

from dataclasses import dataclass
from datetime import date, datetime

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.keys.sealing import open_keys
from kring.foundation.tenancy.queries import local_day
from kring.guideline import queries as guideline
from kring.guideline.queries import SharingSentence
from kring.support import access
from kring.support.models import Sharing


@dataclass(frozen=True, slots=True)
class HeardLine:
    """One sentence about one person, and until when it is heard."""

    name: str
    sentence: SharingSentence
    ends_on: date

    def told(self, language: str) -> str:
        """The sentence as the recipient reads it."""
        return self.sentence.told_about(self.name, language)


def heard(actor: Actor, recipient: str, at: datetime) -> tuple[HeardLine, ...]:
    """
    What this actor hears as `recipient`: `line_manager`, `trainer` or `coordinator`. The access log keeps the reading.

    :raises NotAllowed: if the actor does not have that role
    """
    access.may_hear(actor, recipient).enforce()
    rows = list(
        Sharing.objects.filter(
            access.heard_by(actor, recipient), ends_on__gt=local_day(actor.organisation_id, at)
        ).order_by("ends_on", "pk")
    )
    keys = open_keys([row.data_key_id for row in rows])
    sentences = {sentence.key: sentence for sentence in guideline.sharing_sentences(recipient)}
    found = []
    for row in rows:
        key = keys.get(row.data_key_id)
        if key is None or row.sentence not in sentences:
            continue
        name = key.open("sharing", row.pk, row.sealed)["name"]
        found.append(HeardLine(name, sentences[row.sentence], row.ends_on))
        log.record(
            "sharing.heard",
            "R",
            by=actor,
            at=at,
            object_tag=key.tag("object"),
            subject_tag=key.tag("subject"),
            fields=["name", "sentence"],
        )
    return tuple(sorted(found, key=lambda line: (line.name, line.sentence.key)))
