"""What is found in a source file: messages to translate, and what is wrong with how they are written."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, order=True, slots=True)
class Key:
    """What makes a message one message: its context and its English, in one or two forms."""

    singular: str
    plural: str = ""
    context: str = ""

    @property
    def english(self) -> str:
        """Both forms, for looking at placeholders."""
        return f"{self.singular}\n{self.plural}" if self.plural else self.singular

    def __str__(self) -> str:
        return f"{self.singular!r}" + (f" ({self.context})" if self.context else "")


@dataclass(slots=True)
class Found:
    """Messages and problems; a problem is a sentence that begins with its place."""

    messages: set[Key] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def add(self, other: "Found") -> None:
        """Take over what was found elsewhere."""
        self.messages |= other.messages
        self.problems += other.problems

    def complain(self, path: Path, line: int, sentence: str) -> None:
        """Remember what is wrong, and where."""
        self.problems.append(f"{path}:{line}: {sentence}")
