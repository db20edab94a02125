"""Whether the database could not be reached, or could not be written, for a moment."""

import psycopg
from django.db import InterfaceError, OperationalError
from psycopg.errors import InsufficientPrivilege, ReadOnlySqlTransaction

_LOST = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError, ReadOnlySqlTransaction)


def _is_closed(problem: BaseException) -> bool:
    """Say whether the door is closed, as while a backup is restored: then nobody may use the private schema."""
    return isinstance(problem, InsufficientPrivilege) and "for schema private" in str(problem)


def is_out_of_reach(problem: BaseException | None) -> bool:
    """
    Say whether an exception, or what caused it, means that trying again in a moment may help.

    A connection that was lost or refused, a pool or pooler that had none in time, a server that shuts down, is
    full or is still a standby, a backup that is being restored. A mistake in a statement is none of these.
    """
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        if isinstance(problem, _LOST) or _is_closed(problem) or _fell_silent(problem):
            return True
        seen.add(id(problem))
        problem = problem.__cause__ or problem.__context__
    return False


def _fell_silent(problem: BaseException) -> bool:
    """Whether the driver itself lost its way: a server that dies during COMMIT may send half an answer, or two."""
    return isinstance(problem, psycopg.InternalError) and problem.sqlstate is None
