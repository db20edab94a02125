"""The embedded server of this clone, with its roles and its database: one call for everyone who needs it."""

from collections.abc import Mapping

from kring.foundation.database.addresses import DATABASE, Addresses, read_addresses, write_addresses
from kring.foundation.database.roles import make_roles
from kring.foundation.database.server import Server
from kring.foundation.database.state import state_directory


def embedded_server(environ: Mapping[str, str]) -> Server:
    """Answer with the server of this clone, running or not."""
    return Server(state_directory(environ), environ)


def make_ready(server: Server, database: str = DATABASE, *, keep: bool = True) -> Addresses:
    """Make roles and database on a running server, keep the addresses, and answer with them."""
    known = read_addresses(server.state)
    addresses = make_roles(server.superuser_address(), database, known=known)
    if keep and addresses != known:
        write_addresses(server.state, addresses)
    return addresses
