"""What looking up evidence can tell, and where it is looked up: plain words for `kring.foundation.evidence`."""

from enum import Enum


class Verdict(Enum):
    """What looking something up tells: it shows, it does so in part or not, or nothing can be said yet."""

    SHOWN = "shown"
    PARTLY = "partly"
    NOT_SHOWN = "not_shown"
    NOT_YET = "not_yet"


class Basis(Enum):
    """Where it is looked up."""

    PUBLISHED = "published"
    SET_UP = "set_up"
    BUILT_IN = "built_in"
