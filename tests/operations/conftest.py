"""The installation past one machine is made once for all who look at it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.mail import Letterbox

from .clusters import free_port
from .site import Site

NO_POOLER = "pgbouncer is not on this machine and cannot be installed here: apt-get install pgbouncer"


def find_pooler() -> str | None:
    """Where pgbouncer is; as root on Debian it is installed when it is not there."""
    found = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None and os.geteuid() == 0 and shutil.which("apt-get") and not os.environ.get("KRING_NO_INSTALL"):
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "pgbouncer"]
        subprocess.run(install, env=environ, capture_output=True, check=False, timeout=120)
        found = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin")
    return found


@pytest.fixture(scope="session")
def post() -> Iterator[Letterbox]:
    """A real mail server that keeps what it gets."""
    box = Letterbox(free_port())
    box.start()
    yield box
    box.stop()


@pytest.fixture(scope="session")
def site(post: Letterbox) -> Iterator[Site]:
    """Two groups, a pooler, a worker and two servers."""
    pooler = find_pooler()
    if pooler is None:
        pytest.skip(NO_POOLER)
    # The database runs as another account than root, so it must be able to pass through.
    home = Path(tempfile.mkdtemp(prefix="kring-site-"))
    home.chmod(0o711)
    made = Site(home, pooler, post.port)
    try:
        yield made
    finally:
        made.stop()
        if not os.environ.get("KRING_KEEP_TEST_SERVER"):
            shutil.rmtree(home, ignore_errors=True)
