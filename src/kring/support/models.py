"""
Trajectories and what belongs to them: logistics only, all of it gone within a day after closing.

No foreign key points to a person; the person is a blind tag, the name and address are sealed (privacy contract 6.2).
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kring.foundation.privacy import Sort
from kring.support.domain.trajectory import MAX_CONVERSATIONS, ProposalState, State, WorkKind


class Trajectory(models.Model):
    """From asking to forgotten: at most three conversations with one supporter at a time (A9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    person_tag = models.CharField(max_length=64, blank=True)
    code_hash = models.BinaryField(unique=True)
    form_hash = models.BinaryField(unique=True)
    spoken_name = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default=State.SEARCHING.value)
    craft = models.CharField(max_length=40, blank=True)
    windows = ArrayField(models.CharField(max_length=10))
    language = models.CharField(max_length=2, default="nl")
    unit_id = models.UUIDField(null=True, blank=True)
    unit_name = models.CharField(max_length=120, blank=True)
    division_id = models.UUIDField(null=True, blank=True)
    asked_at = models.DateTimeField()
    data_key_id = models.UUIDField()
    card = models.BinaryField()
    hidden_from = ArrayField(models.UUIDField(), default=list)
    supporter_organisation_id = models.UUIDField(null=True, blank=True)
    supporter_id = models.UUIDField(null=True, blank=True)
    supporter_name = models.CharField(max_length=60, blank=True)
    supporter_craft = models.CharField(max_length=40, blank=True)
    because = ArrayField(models.CharField(max_length=20), default=list)
    accepted_on = models.DateField(null=True, blank=True)
    conditions_told_on = models.DateField(null=True, blank=True)
    help_from = models.DateField(null=True, blank=True)
    help_until = models.DateField(null=True, blank=True)
    help_reminded_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    hard_stop_on = models.DateField()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "person_tag": Sort.IDENTIFYING,
            "code_hash": Sort.HARMLESS,
            "form_hash": Sort.HARMLESS,
            "spoken_name": Sort.HARMLESS,
            "state": Sort.SPECIAL,
            "craft": Sort.HARMLESS,
            "windows": Sort.HARMLESS,
            "language": Sort.HARMLESS,
            "unit_id": Sort.HARMLESS,
            "unit_name": Sort.HARMLESS,
            "division_id": Sort.HARMLESS,
            "asked_at": Sort.HARMLESS,
            "data_key_id": Sort.HARMLESS,
            "card": Sort.SPECIAL,
            "hidden_from": Sort.SPECIAL,
            "supporter_organisation_id": Sort.HARMLESS,
            "supporter_id": Sort.IDENTIFYING,
            "supporter_name": Sort.IDENTIFYING,
            "supporter_craft": Sort.HARMLESS,
            "because": Sort.HARMLESS,
            "accepted_on": Sort.HARMLESS,
            "conditions_told_on": Sort.HARMLESS,
            "help_from": Sort.HARMLESS,
            "help_until": Sort.HARMLESS,
            "help_reminded_on": Sort.HARMLESS,
            "closes_on": Sort.HARMLESS,
            "hard_stop_on": Sort.HARMLESS,
        }
        retention = "closing and 1 day, at most 6 months after asking"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="trajectory_state"),
            models.CheckConstraint(
                condition=Q(state__in=[State.SEARCHING.value, State.STUCK.value], supporter_id__isnull=True)
                | Q(
                    state__in=[State.ACTIVE.value, State.DONE.value],
                    supporter_id__isnull=False,
                    supporter_organisation_id__isnull=False,
                    accepted_on__isnull=False,
                )
                | Q(state=State.STOPPED.value),
                name="trajectory_supporter_fits_state",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="trajectory_by_state"),
            models.Index(fields=["supporter_id"], name="trajectory_by_supporter"),
            models.Index(fields=["person_tag"], name="trajectory_by_tag"),
        ]

    def __str__(self) -> str:
        return self.spoken_name


class Proposal(models.Model):
    """A request as one supporter sees it before saying yes: craft, window, unit if shared (decision 6)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE)
    supporter_id = models.UUIDField()
    state = models.CharField(max_length=10, default=ProposalState.OPEN.value)
    spoken_name = models.CharField(max_length=40)
    craft = models.CharField(max_length=40, blank=True)
    windows = ArrayField(models.CharField(max_length=10))
    unit_name = models.CharField(max_length=120, blank=True)
    because = ArrayField(models.CharField(max_length=20), default=list)
    proposed_at = models.DateTimeField()
    answer_by = models.DateTimeField()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "trajectory": Sort.HARMLESS,
            "supporter_id": Sort.IDENTIFYING,
            "state": Sort.HARMLESS,
            "spoken_name": Sort.HARMLESS,
            "craft": Sort.HARMLESS,
            "windows": Sort.HARMLESS,
            "unit_name": Sort.HARMLESS,
            "because": Sort.HARMLESS,
            "proposed_at": Sort.HARMLESS,
            "answer_by": Sort.HARMLESS,
        }
        retention = "with the trajectory"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ProposalState]), name="proposal_state"),
            models.UniqueConstraint(
                fields=["trajectory"], condition=Q(state="open"), name="proposal_one_open_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["supporter_id", "state"], name="proposal_by_supporter"),
            models.Index(fields=["organisation", "state", "answer_by"], name="proposal_by_clock"),
        ]

    def __str__(self) -> str:
        return self.spoken_name


class Conversation(models.Model):
    """One of three conversations: a window, a planned moment, and the day it was held. Nothing of what was said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="conversations")
    person_tag = models.CharField(max_length=64, blank=True)
    supporter_id = models.UUIDField()
    number = models.PositiveSmallIntegerField()
    from_day = models.DateField()
    until_day = models.DateField()
    planned_on = models.DateField(null=True, blank=True)
    planned_part = models.CharField(max_length=10, blank=True)
    planned_by = models.CharField(max_length=12, blank=True)
    held_on = models.DateField(null=True, blank=True)

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "trajectory": Sort.HARMLESS,
            "person_tag": Sort.IDENTIFYING,
            "supporter_id": Sort.IDENTIFYING,
            "number": Sort.HARMLESS,
            "from_day": Sort.HARMLESS,
            "until_day": Sort.HARMLESS,
            "planned_on": Sort.HARMLESS,
            "planned_part": Sort.HARMLESS,
            "planned_by": Sort.HARMLESS,
            "held_on": Sort.HARMLESS,
        }
        retention = "with the trajectory"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__range=(1, MAX_CONVERSATIONS)), name="conversation_three_is_three"
            ),
            models.UniqueConstraint(fields=["trajectory", "number"], name="conversation_once_per_number"),
            models.CheckConstraint(condition=Q(until_day__gte=models.F("from_day")), name="conversation_window"),
        ]
        indexes = [models.Index(fields=["supporter_id"], name="conversation_by_supporter")]

    def __str__(self) -> str:
        return str(self.number)


class Sharing(models.Model):
    """A sentence the professional chose to let one recipient hear; a supporter can only propose (decision 7)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE)
    person_tag = models.CharField(max_length=64, blank=True)
    supporter_id = models.UUIDField(null=True, blank=True)
    recipient = models.CharField(max_length=12)
    recipient_id = models.UUIDField(null=True, blank=True)
    hidden_from = ArrayField(models.UUIDField(), default=list)
    sentence = models.CharField(max_length=40)
    chosen = models.BooleanField(default=False)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    ends_on = models.DateField()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "trajectory": Sort.HARMLESS,
            "person_tag": Sort.IDENTIFYING,
            "supporter_id": Sort.IDENTIFYING,
            "recipient": Sort.SPECIAL,
            "recipient_id": Sort.IDENTIFYING,
            "hidden_from": Sort.SPECIAL,
            "sentence": Sort.SPECIAL,
            "chosen": Sort.SPECIAL,
            "data_key_id": Sort.HARMLESS,
            "sealed": Sort.SPECIAL,
            "ends_on": Sort.HARMLESS,
        }
        retention = "at most 3 months, gone at once when taken back, and with the trajectory"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recipient__in=["line_manager", "trainer", "coordinator"]),
                name="sharing_recipient",
            )
        ]

    def __str__(self) -> str:
        return self.sentence


class WorkItem(models.Model):
    """Open work of the coordinator, by spoken name, with a due time; gone when it is done (decision 16)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    spoken_name = models.CharField(max_length=40)
    hidden_from = ArrayField(models.UUIDField(), default=list)
    since = models.DateField()
    due_at = models.DateTimeField()

    class Privacy:
        fields = {
            name: Sort.HARMLESS
            for name in (
                "id",
                "organisation",
                "trajectory",
                "kind",
                "spoken_name",
                "hidden_from",
                "since",
                "due_at",
            )
        }
        retention = "until the work is done"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in WorkKind]), name="workitem_kind"),
            models.UniqueConstraint(fields=["trajectory", "kind"], name="workitem_once"),
        ]

    def __str__(self) -> str:
        return self.kind


class Notice(models.Model):
    """A nameless line for a supporter: this has stopped (decision 9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    supporter_id = models.UUIDField()
    spoken_name = models.CharField(max_length=40)
    gone_on = models.DateField()

    class Privacy:
        fields = {
            "id": Sort.HARMLESS,
            "organisation": Sort.HARMLESS,
            "supporter_id": Sort.IDENTIFYING,
            "spoken_name": Sort.HARMLESS,
            "gone_on": Sort.HARMLESS,
        }
        retention = "7 days"

    def __str__(self) -> str:
        return self.spoken_name
