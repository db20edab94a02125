"""
One use case per file: fetch under lock, ask, decide, save, record.

`NotNow` is what they raise when somebody else was first, or it is over.
"""

from kring.support.domain.trajectory import NotNow

__all__ = ["NotNow"]
