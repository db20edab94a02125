"""How far a guide on paper is, and the file itself."""

from dataclasses import dataclass

from kring.guide.domain.making import Step, Wanted, percent
from kring.guide.models import GuideOrder, GuidePaper


@dataclass(frozen=True, slots=True)
class Paper:
    """
    A guide on paper as its page shows it.

    :param seconds: how long laying out has taken; of: how long it usually takes
    """

    step: Step
    percent: int
    seconds: int
    of: int
    pages: int
    size: int

    @property
    def is_busy(self) -> bool:
        """Whether it is worth looking again in a moment."""
        return self.step not in {Step.READY, Step.FAILED}


def paper(wanted: Wanted) -> Paper | None:
    """How far it is; None if nobody asked for it yet."""
    row = GuidePaper.objects.filter(pk=wanted.key).defer("file").first()
    if row is None:
        return Paper(Step.WAITING, 0, 0, 0, 0, 0) if GuideOrder.objects.filter(pk=wanted.key).exists() else None
    step = Step(row.step)
    return Paper(step, percent(step, row.done, row.total), row.done, row.total, row.pages, row.size)


def file(wanted: Wanted) -> bytes | None:
    """The file as it is kept, once it is there."""
    kept = GuidePaper.objects.filter(pk=wanted.key, step=Step.READY).values_list("file", flat=True).first()
    return None if kept is None else bytes(kept)
