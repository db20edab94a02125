"""Read one edition of the guideline from its folder of data files, strictly."""

from pathlib import Path

from kring.guideline.domain import checks, readers
from kring.guideline.domain.content import Edition
from kring.guideline.domain.folder import DataFolder

FOLDER = "requirements"
"""What the guideline asks of an organisation is read apart: kring.guideline.domain.requirement_reading."""


def load_edition(folder: Path) -> Edition:
    """
    Read every data file in a folder.

    :raises GuidelineDataError: naming the file and the field, if any is missing, unknown, double or wrong
    """
    data = DataFolder(folder, without=FOLDER)
    edition = Edition(
        version=data.file("edition.toml").string("version"),
        title=data.file("edition.toml").text("title"),
        off_the_list=data.file("edition.toml").text("off_the_list"),
        sources=data.sources,
        event_kinds=data.items("event_kinds.toml", "kind", readers.event_kind),
        criteria=data.items("criteria.toml", "criterion", readers.criterion),
        timing_templates=data.items("timing.toml", "template", readers.timing_template),
        help_reminder=readers.help_reminder(data.file("timing.toml").table("help_reminder")),
        conversation_guides=data.items("conversations.toml", "conversation", readers.conversation_guide),
        topics=data.items("topics.toml", "topic", readers.topic),
        confidentiality_promise=data.file("confidentiality.toml").text("promise"),
        conditions=data.items("confidentiality.toml", "condition", readers.condition),
        recipients=data.items("sharing.toml", "recipient", readers.choice),
        sharing_sentences=data.items("sharing.toml", "sentence", readers.sharing_sentence),
        crafts=data.items("choices.toml", "craft", readers.choice),
        time_windows=data.items("choices.toml", "time_window", readers.choice),
        channels=data.items("choices.toml", "channel", readers.choice),
        circles=data.items("circles.toml", "circle", readers.circle),
        competences=data.items("supporters.toml", "competence", readers.choice),
        training_topics=data.items("supporters.toml", "training_topic", readers.choice),
        reading_pages=data.pages(readers.reading_page),
        cards=data.items("cards.toml", "card", readers.card),
        aspects=data.items("managers.toml", "aspect", readers.aspect),
        asking=data.items("managers.toml", "asking", readers.asking_part),
    )
    data.finish()
    checks.check(edition, folder.name)
    return edition
