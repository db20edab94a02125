"""
Trajectories and what belongs to them: logistics only, all of it gone within a day after closing.

No foreign key points to a person; the person is a blind tag, the name and address are sealed (privacy contract 6.2).
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kring.foundation.privacy import NOTHING, Sort, harmless
from kring.foundation.text import Text
from kring.support.domain.danger import Danger
from kring.support.domain.mails import MailState
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
    question_unsure = models.BooleanField(default=False)  # the mail to whoever is asked now
    reach_to_tell = models.BooleanField(default=False)  # the supporter does not know yet of another number or address
    accepted_on = models.DateField(null=True, blank=True)
    conditions_told_on = models.DateField(null=True, blank=True)
    help_from = models.DateField(null=True, blank=True)
    help_until = models.DateField(null=True, blank=True)
    help_reminded_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    hard_stop_on = models.DateField()

    class Privacy:
        fields = {
            "person_tag": Sort.IDENTIFYING,
            "state": Sort.SPECIAL,
            "card": Sort.SPECIAL,
            "hidden_from": Sort.SPECIAL,
            "supporter_id": Sort.IDENTIFYING,
            "supporter_name": Sort.IDENTIFYING,
            **harmless("id organisation code_hash form_hash spoken_name craft windows language unit_id unit_name"),
            **harmless("division_id asked_at data_key_id supporter_organisation_id supporter_craft because"),
            **harmless(
                "question_unsure accepted_on conditions_told_on help_from help_until help_reminded_on closes_on"
            ),
            **harmless("hard_stop_on reach_to_tell"),
        }
        what = Text(
            "Een aanvraag voor een collega, en de steun daarna", "A request for a colleague, and the support after it"
        )
        purpose = Text(
            "Een collega vinden die past, en bijhouden wanneer jullie elkaar spreken",
            "To find a colleague who fits, and keep track of when you talk",
        )
        seen_by = Text(
            "jijzelf en je ondersteuner; zolang er nog niemand is: een coördinator, en dat komt in het logboek",
            "you and your supporter; while there is nobody yet: a coordinator, and that opening is logged",
        )
        retention = Text(
            "tot 1 dag na het afsluiten, en nooit langer dan 6 maanden",
            "until 1 day after closing, and never longer than 6 months",
        )
        remains = Text(
            "alleen één meer in een halfjaarcijfer, zonder naam", "only one more in a half-year figure, without a name"
        )

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
    mail = models.CharField(max_length=10, default="", blank=True)
    """Whether the mail about it went; see `domain.mails`."""
    proposed_at = models.DateTimeField()
    answer_by = models.DateTimeField()

    class Privacy:
        fields = {
            "supporter_id": Sort.IDENTIFYING,
            **harmless("id organisation trajectory state spoken_name craft windows unit_name because proposed_at"),
            **harmless("answer_by mail"),
        }
        what = Text("De vraag aan een ondersteuner of die kan", "The question to a supporter whether they can")
        purpose = Text(
            "Eén ondersteuner tegelijk vragen, zonder te zeggen om wie het gaat",
            "To ask one supporter at a time, without saying who it is about",
        )
        seen_by = Text("de ondersteuner die de vraag krijgt", "the supporter who is asked")
        retention = Text("zolang als de aanvraag", "as long as the request")
        remains = NOTHING

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ProposalState]), name="proposal_state"),
            models.CheckConstraint(condition=Q(mail__in=[m.value for m in MailState]), name="proposal_mail"),
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
    to_tell = models.BooleanField(default=False, db_default=False)  # the other does not know yet that the moment moved
    held_on = models.DateField(null=True, blank=True)

    class Privacy:
        fields = {
            "person_tag": Sort.IDENTIFYING,
            "supporter_id": Sort.IDENTIFYING,
            **harmless("id organisation trajectory number from_day until_day planned_on planned_part planned_by"),
            **harmless("to_tell held_on"),
        }
        what = Text("Een gesprek: de dag, nooit de inhoud", "A conversation: the day, never what was said")
        purpose = Text(
            "Zorgen dat de gesprekken doorgaan, en dat het er hooguit drie zijn",
            "To see that conversations take place, and that there are three at most",
        )
        seen_by = Text("jijzelf en je ondersteuner", "you and your supporter")
        retention = Text("zolang als de aanvraag", "as long as the request")
        remains = NOTHING

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
            "person_tag": Sort.IDENTIFYING,
            "supporter_id": Sort.IDENTIFYING,
            "recipient": Sort.SPECIAL,
            "recipient_id": Sort.IDENTIFYING,
            "hidden_from": Sort.SPECIAL,
            "sentence": Sort.SPECIAL,
            "chosen": Sort.SPECIAL,
            "sealed": Sort.SPECIAL,
            **harmless("id organisation trajectory data_key_id ends_on"),
        }
        what = Text("Een vaste zin die iemand anders mag horen", "A fixed sentence that somebody else may hear")
        purpose = Text(
            "Doorgeven wat jij zelf hebt aangevinkt, en niets anders",
            "To pass on what you ticked yourself, and nothing else",
        )
        seen_by = Text(
            "jijzelf, en de ene ontvanger die jij koos; je ondersteuner alleen wat die zelf voorstelde",
            "you, and the one recipient you chose; your supporter only what they proposed",
        )
        retention = Text(
            "tot je hem terugneemt, en nooit langer dan 3 maanden of dan de steun duurt",
            "until you take it back, and never longer than 3 months or than the support lasts",
        )
        remains = NOTHING

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
        fields = harmless("id organisation trajectory kind spoken_name hidden_from since due_at")
        what = Text("Open werk van de coördinator", "Open work of the coordinator")
        purpose = Text(
            "Zien waar nog niemand gevonden is of een gesprek stil ligt",
            "To see where nobody was found yet or a conversation lies still",
        )
        seen_by = Text(
            "coördinatoren, met twee woorden in plaats van een naam; niet wie je hebt uitgesloten",
            "coordinators, by two words instead of a name; not those you left out",
        )
        retention = Text("tot het werk gedaan is", "until the work is done")
        remains = NOTHING

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
            "supporter_id": Sort.IDENTIFYING,
            **harmless("id organisation spoken_name gone_on"),
        }
        what = Text("De regel ‘dit is gestopt’ voor een ondersteuner", "The line ‘this has stopped’ for a supporter")
        purpose = Text(
            "Laten weten dat een gesprek niet meer doorgaat", "To let know that a conversation will not take place"
        )
        seen_by = Text("die ondersteuner", "that supporter")
        retention = Text("7 dagen", "7 days")
        remains = NOTHING

    def __str__(self) -> str:
        return self.spoken_name


class Reveal(models.Model):
    """Two people open one card for an hour, because of danger; before the second yes nothing is in it (decision 8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.CASCADE)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE)
    person_tag = models.CharField(max_length=64, blank=True)
    hidden_from = ArrayField(models.UUIDField(), default=list)
    spoken_name = models.CharField(max_length=40)
    reason = models.CharField(max_length=20)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    confirm_by = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(default=bytes)
    told_on = models.DateField(null=True, blank=True)
    mail = models.CharField(max_length=10, default="", blank=True)
    """Whether the mail that tells it went; see `domain.mails`."""

    class Privacy:
        fields = {
            "person_tag": Sort.IDENTIFYING,
            "hidden_from": Sort.SPECIAL,
            "reason": Sort.SPECIAL,
            "sealed": Sort.SPECIAL,
            "asked_by": Sort.IDENTIFYING,
            "confirmed_by": Sort.IDENTIFYING,
            **harmless("id organisation trajectory spoken_name asked_at confirm_by confirmed_at ends_at data_key_id"),
            **harmless("told_on mail"),
        }
        what = Text("Een kaart die twee mensen samen openden bij gevaar", "A card two people opened because of danger")
        purpose = Text("Iemand bereiken als er acuut gevaar is", "To reach somebody in acute danger")
        seen_by = Text(
            "jijzelf; de twee coördinatoren die hem openden, een uur lang", "you; the two coordinators, for an hour"
        )
        retention = Text(
            "een uur open; de regel zolang als de aanvraag", "open for an hour; the line with the request"
        )
        remains = Text("een regel in het logboek, 12 maanden", "a line in the log, 12 months")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=[d.value for d in Danger]), name="reveal_reason"),
            models.CheckConstraint(condition=Q(mail__in=[m.value for m in MailState]), name="reveal_mail"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None, ends_at=None)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False, ends_at__isnull=False)
                    & ~Q(confirmed_by=models.F("asked_by"))
                ),
                name="reveal_two_people",
            ),
            models.UniqueConstraint(fields=["trajectory"], condition=Q(confirmed_by=None), name="reveal_asked_once"),
        ]

    def __str__(self) -> str:
        return self.spoken_name
