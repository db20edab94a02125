"""An access decision is an object: it says why not, and cannot be taken for a yes by accident."""

from dataclasses import dataclass
from typing import NoReturn


class NotAllowed(Exception):
    """The actor may not do this; `conceal` means: answer as if it does not exist."""

    def __init__(self, decision: "Decision") -> None:
        super().__init__(decision.reason)
        self.decision = decision


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed, why not, and whether even its existence stays hidden."""

    allowed: bool
    reason: str = ""
    conceal: bool = True

    def __bool__(self) -> NoReturn:
        raise TypeError("Ask a Decision for .allowed, or .enforce() it.")

    def enforce(self) -> None:
        """:raises NotAllowed: if the decision is no"""
        if not self.allowed:
            raise NotAllowed(self)


YES = Decision(True)


def allowed_if(condition: bool, reason: str, *, conceal: bool = True) -> Decision:
    """A yes when the condition holds, else a no with this reason."""
    return YES if condition else Decision(False, reason, conceal)
