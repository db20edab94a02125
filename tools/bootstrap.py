"""
Make the environment that a command needs: ``python3 tools/bootstrap.py runtime|dev|browser``.

It runs before anything is installed, so it uses the standard library alone and understands old Pythons well
enough to say that they are too old. What is there already is left alone; the second time takes no time.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
REQUIREMENTS = {"runtime": ["runtime.txt"], "dev": ["runtime.txt", "dev.txt"]}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What pip reads from its configuration, and what uv calls the same.
TRANSLATED = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "no-index": "UV_NO_INDEX",
}


def main():
    """Make what is asked for; exit with a sentence when that cannot be done."""
    if len(sys.argv) != 2 or sys.argv[1] not in [*REQUIREMENTS, "browser"]:
        sys.exit("Usage: python3 tools/bootstrap.py runtime|dev|browser")
    if sys.version_info < OLDEST:
        use_newer_python()
    if sys.argv[1] == "browser":
        have_browser()
    else:
        with open(os.path.join(ROOT, ".bootstrap.lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            have_packages(sys.argv[1])


def use_newer_python():
    """Start again with a Python that is new enough, if this machine has one under another name."""
    for name in NEWER:
        found = shutil.which(name)
        if found:
            os.execv(found, [found, *sys.argv])
    sys.exit("Kring needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info[:2]))


def have_packages(group):
    """Install the packages of a group, each checked against its hash."""
    stamp = os.path.join(VENV, f"kring-{group}.stamp")
    wanted = fingerprint(REQUIREMENTS[group])
    if os.path.exists(stamp) and read(stamp) == wanted:
        return
    make_venv()
    say(f"Installing packages ({group}). The first time takes a moment.")
    files = [os.path.join(ROOT, "requirements", name) for name in REQUIREMENTS[group]]
    if not (install_with_uv(files) or install_with_pip(files)):
        sys.exit("The packages could not be installed. The lines above say why.")
    folder = output(PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    write(os.path.join(folder, "kring.pth"), os.path.join(ROOT, "src") + "\n")
    write(stamp, wanted)


def make_venv():
    """Make the virtual environment, or again when its Python is gone."""
    if works(PYTHON, "-m", "pip", "--version"):
        return
    say("Making .venv.")
    if not works(sys.executable, "-c", "import ensurepip, venv"):
        version = "{}.{}".format(*sys.version_info[:2])
        packages = [f"python{version}-venv", "python3-venv"]
        if not (apt_install(packages[0]) or apt_install(packages[1])):
            sys.exit(f"Python's venv is missing. Install it, for instance: sudo apt-get install {packages[0]}")
    clear = [] if works(PYTHON, "--version") else ["--clear"]
    if not runs(sys.executable, "-m", "venv", *clear, VENV):
        sys.exit("The virtual environment .venv could not be made. The lines above say why.")


def install_with_uv(files):
    """Install with uv, which is several times faster; say whether that worked."""
    uv = os.path.join(VENV, "bin", "uv")
    tools = os.path.join(ROOT, "requirements", "tools.txt")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if not works(uv, "--version") and not works(*pip, "--require-hashes", "-r", tools):
        return False
    arguments = [part for file in files for part in ("-r", file)]
    command = [uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", *arguments]
    return works(*command, environ={**os.environ, **as_uv_says()})


def as_uv_says():
    """Translate pip's configuration for uv, which does not read it. The hashes guard what comes."""
    said = {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_NO_PROGRESS": "1"}
    for line in output(PYTHON, "-m", "pip", "config", "list").splitlines():
        name, _, value = line.partition("=")
        variable = TRANSLATED.get(name.rpartition(".")[2])
        words = value.strip().strip("'\"").replace("\\n", " ").split()
        if variable and words and variable not in os.environ:
            said[variable] = (" " if variable != "UV_FIND_LINKS" else ",").join(words)
    return said


def install_with_pip(files):
    """Install with pip; say whether that worked."""
    arguments = [part for file in files for part in ("-r", file)]
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return runs(*pip, "--require-hashes", *arguments)


def have_browser():
    """Have Chromium for the journeys, or say loudly that they cannot run."""
    if os.environ.get("KRING_CHROMIUM") or any(works(name, "--version") for name in BROWSERS):
        return
    say("Installing Chromium for the journeys.")
    if apt_install("chromium") and works("chromium", "--version"):
        return
    say("")
    say("  !! Chromium is missing, so the journeys in a browser cannot run.")
    say("  !! Install it (sudo apt-get install chromium) or name it with KRING_CHROMIUM.")
    say("")
    if os.environ.get("KRING_REQUIRE_BROWSER"):
        sys.exit(1)


def apt_install(package):
    """Install a package of the system where that may be done without asking; say whether it worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
    if works(*install, environ=environ):
        return True
    works("apt-get", "update", "-qq", environ=environ)
    return works(*install, environ=environ)


def fingerprint(names):
    """Answer with a fingerprint of what an environment is made from."""
    total = hashlib.sha256(repr([sys.version, ROOT]).encode())
    for path in [os.path.abspath(__file__), *(os.path.join(ROOT, "requirements", name) for name in names)]:
        total.update(read(path).encode())
    return total.hexdigest()


def works(*command, environ=None):
    """Run a command without showing it, and say whether it succeeded."""
    try:
        return subprocess.run(command, env=environ, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def runs(*command):
    """Run a command in sight, and say whether it succeeded."""
    return subprocess.run(command, check=False).returncode == 0


def output(*command):
    """Answer with what a command says."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def read(path):
    """Answer with the text of a file."""
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    """Write a file."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def say(line):
    """Show a line at once."""
    print(line, flush=True)


main()
