"""What must hold between the items of an edition."""

from collections.abc import Iterator

from kring.guideline.domain.content import Edition
from kring.guideline.domain.table import GuidelineDataError


def check(edition: Edition, folder_name: str) -> None:
    """
    Refuse an edition whose items do not fit together.

    :raises GuidelineDataError: for the first thing that does not fit
    """
    for file, field, problem in _problems(edition, folder_name):
        raise GuidelineDataError(file, field, problem)


def _problems(edition: Edition, folder_name: str) -> Iterator[tuple[str, str, str]]:
    if edition.version != folder_name:
        yield "edition.toml", "version", f"is {edition.version!r}, but its folder is called {folder_name!r}"
    if [guide.number for guide in edition.conversation_guides] != [1, 2, 3]:
        yield "conversations.toml", "conversation", "must be numbers 1, 2 and 3, in this order"
    if [circle.number for circle in edition.circles] != [0, 1, 2, 3, 4]:
        yield "circles.toml", "circle", "must be numbers 0 to 4, in this order"
    if len(edition.conditions) != 3:
        yield "confidentiality.toml", "condition", "must be three (RPOG 36)"
    if len(edition.aspects) != 13:
        yield "managers.toml", "aspect", "must be thirteen (A20)"
    if len({page.order for page in edition.reading_pages}) < len(edition.reading_pages):
        yield "pages", "order", "is the same for two pages"
    yield from _sentence_problems(edition)


def _sentence_problems(edition: Edition) -> Iterator[tuple[str, str, str]]:
    recipients = {recipient.key for recipient in edition.recipients}
    sentences = {sentence.key: sentence for sentence in edition.sharing_sentences}
    for sentence in edition.sharing_sentences:
        if not sentence.recipients or not recipients.issuperset(sentence.recipients):
            yield "sharing.toml", f"sentence {sentence.key}.recipients", "must be keys of recipients"
        for other in sentence.clashes_with:
            if other not in sentences or sentence.key not in sentences[other].clashes_with:
                field = f"sentence {sentence.key}.clashes_with"
                yield "sharing.toml", field, f"{other!r} must be another sentence that clashes back"
