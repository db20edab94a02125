"""What holds for all of the proof."""

from collections.abc import Iterator

import pytest

from kring.foundation.tenancy import hosts
from kring.foundation.tenancy import queries as tenancy
from kring.portal.queries import house


@pytest.fixture(autouse=True, scope="module")
def remembered() -> Iterator[None]:
    """What a process remembers for half a minute stays remembered: statements are compared, and tests take longer."""
    with pytest.MonkeyPatch.context() as patched:
        for module in (hosts, tenancy, house):
            patched.setattr(module, "SECONDS", 3600)
        yield
