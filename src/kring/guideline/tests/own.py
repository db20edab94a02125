"""A small extension with one item of every sort, and a way to change it."""

import copy
from typing import Any

Document = dict[str, Any]


def text(nl: str, en: str) -> dict[str, str]:
    """A text as it stands in a document."""
    return {"nl": nl, "en": en}


OWN: Document = {
    "kind": [
        {
            "key": "own_threat",
            "label": text("Dreiging aan de balie", "A threat at the counter"),
            "hint": text("Ook aan de telefoon.", "Also on the phone."),
            "own_way": False,
            "source": ["E"],
        }
    ],
    "criterion": [
        {
            "key": "own_address",
            "label": text("Het ging over iemands huis", "It was about someone's home"),
            "hint": text("Er werd een adres genoemd.", "An address was named."),
            "core": True,
            "source": ["E"],
        }
    ],
    "template": [
        {
            "key": "own_timing",
            "label": text("Onze afspraak", "Our agreement"),
            "description": text("De dag erna, na twee en na zes weken.", "The day after, after two and six weeks."),
            "steps": [
                {"from_day": 1, "to_day": 2, "free": False},
                {"from_day": 12, "to_day": 16, "free": False},
                {"from_day": 38, "to_day": 45, "free": False},
            ],
            "source": ["E"],
        }
    ],
    "topic": [{"key": "own_way_home", "text": text("op je hoede zijn", "being on guard"), "source": ["E"]}],
    "conversation": [
        {
            "number": 2,
            "parts": [
                {
                    "key": "practical_help",
                    "points": [text("De gemeente kan aangifte doen.", "The municipality can go to the police.")],
                    "source": ["E"],
                }
            ],
        }
    ],
    "whom_to_call": [
        {
            "heading": text("Bij ons", "With us"),
            "paragraphs": [],
            "bullets": [text("De beveiliging: 10", "Security: 10")],
            "source": ["E"],
        }
    ],
}


def changed(*path: str | int, to: object) -> Document:
    """The document with one thing changed; `...` takes it away."""
    document = copy.deepcopy(OWN)
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return document


def twice(sort: str, **differences: object) -> Document:
    """The document with a second item of a sort, like the first but for these differences."""
    document = copy.deepcopy(OWN)
    document[sort].append({**copy.deepcopy(document[sort][0]), **differences})
    return document
