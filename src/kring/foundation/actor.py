"""Who is acting: a person, the holder of a code or link, a job, or anyone on the public page."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

Kind = Literal["public", "web", "code", "guest", "process", "job"]

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Actor:
    """
    Who acts in which organisation, with what authority.

    `subject` is the person (web), the trajectory (code, process) or the invitation (guest); `tag` is the blind
    index of the person in this organisation; roles were read afresh for this request.
    """

    kind: Kind
    organisation_id: UUID
    subject: UUID = NOBODY
    tag: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def label(self) -> str:
        """How the access log names this actor: `person:…`, `job:sweep`, `code`, `public`."""
        if self.kind == "web":
            return f"person:{self.subject}"
        if self.kind == "job":
            return f"job:{'+'.join(sorted(self.roles))}"
        return self.kind

    def has(self, role: str) -> bool:
        """Whether the actor holds this role now."""
        return role in self.roles
