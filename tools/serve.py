"""Starts Tovholder with a demo: web server and worker together, on this machine alone. `dev.py run` calls it.

The demo is built in a folder beside the data folder and renamed when it is whole, so a start that was broken off leaves
nothing half made. What is in the data folder already is kept, with everything that was entered since.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType

from tools import assets, build

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("empty", "pilot", "full")
SEED = "1"
ANSWER_SECONDS = 90
END_SECONDS = 10
DATABASE = "tovholder.sqlite3"
MARKER = "demo.json"


class StartError(Exception):
    """Tovholder cannot be started so. The message says why and what to do."""


class Ended(Exception):  # noqa: N818  # a wish of the user, not an error
    """Somebody asked for the end: Ctrl-C, or a signal to stop."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for; without a stage, what the data folder holds is kept."""

    port: int
    data: Path
    stage: str | None
    today: str | None


def options(arguments: list[str], environment: dict[str, str]) -> Options:
    """Reads the command line. Raises :class:`StartError` for what cannot be."""
    parser = argparse.ArgumentParser(prog="dev.py run")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", default=environment.get("TOVHOLDER_DATA") or str(ROOT / "var" / "data"))
    parser.add_argument("--stage", choices=STAGES)
    parser.add_argument("--today", default=environment.get("TOVHOLDER_TODAY") or None)
    given = parser.parse_args(arguments)
    if given.today:
        try:
            date.fromisoformat(given.today)
        except ValueError as error:
            raise StartError(f"--today wants a date as 2026-11-30, not {given.today!r}.") from error
    return Options(given.port, Path(given.data).expanduser().resolve(), given.stage, given.today)


def environment_for(asked: Options, data: Path) -> dict[str, str]:
    """The environment of the product's processes: a demo on ``data``, whatever this shell is set up for."""
    kept = {name: value for name, value in os.environ.items() if name != "TOVHOLDER_DATABASE_URL"}
    kept |= {"TOVHOLDER_MODE": "demo", "TOVHOLDER_DATA": str(data), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    kept |= {"TOVHOLDER_BASE_URL": f"http://localhost:{asked.port}"}
    if asked.today:
        kept["TOVHOLDER_TODAY"] = asked.today
    return kept


def check_port(port: int) -> None:
    """Raises :class:`StartError` when something listens on ``port`` already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise StartError(
                f"Port {port} cannot be had ({error}). Perhaps Tovholder runs already: http://localhost:{port}\n"
                f"Or take another: python3 dev.py run --port {port + 1}"
            ) from error


def prepare_data(asked: Options) -> None:
    """Brings the data folder up to date, or builds the demo into a new one."""
    data = asked.data
    if (data / DATABASE).is_file():
        _check_stage(asked)
        _tovholder(environment_for(asked, data), "migrate", "--verbosity", "0")
        return
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise StartError(f"{data} is not empty and holds no data of Tovholder. Give another folder: --data DIR")
    _build_demo(asked)


def _check_stage(asked: Options) -> None:
    marker = asked.data / MARKER
    there = json.loads(marker.read_text(encoding="utf-8"))["stage"] if marker.is_file() else "full"
    if asked.stage not in {None, there}:
        raise StartError(
            f"{asked.data} holds the stage {there}, and {asked.stage} was asked for. Nothing was changed.\n"
            f"Give another folder with --data DIR, or delete {asked.data} to start anew."
        )


def _build_demo(asked: Options) -> None:
    stage = asked.stage or "full"
    print(f"— Building the demo, stage {stage} …", flush=True)
    begun = time.monotonic()
    asked.data.parent.mkdir(parents=True, exist_ok=True)
    fresh = asked.data.with_name(f".{asked.data.name}.building-{os.getpid()}")
    for left_over in asked.data.parent.glob(f".{asked.data.name}.building-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    fresh.mkdir()
    try:
        environment = environment_for(asked, fresh)
        _tovholder(environment, "migrate", "--verbosity", "0")
        _tovholder(environment, "build_demo", "--stage", stage, "--seed", SEED)
        (fresh / MARKER).write_text(json.dumps({"stage": stage, "seed": SEED, "today": asked.today}), encoding="utf-8")
        if asked.data.is_dir():
            asked.data.rmdir()
        fresh.rename(asked.data)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    print(f"— Built in {time.monotonic() - begun:.0f} seconds.", flush=True)


def _tovholder(environment: dict[str, str], *command: str) -> None:
    done = subprocess.run([sys.executable, "-m", "tovholder", *command], env=environment, check=False)
    if done.returncode != 0:
        raise StartError(f"`tovholder {command[0]}` failed: see the lines above.")


def serve(asked: Options) -> int:
    """Runs web server and worker until one ends or somebody asks for the end. Gives the exit code."""
    environment = environment_for(asked, asked.data)
    web = ["uvicorn", "tovholder.site.asgi:application", "--host", "127.0.0.1", "--port", str(asked.port)]
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in {
            "web server": [*web, "--log-level", "warning", "--no-access-log"],
            "worker": ["tovholder", "worker"],
        }.items():
            children[name] = subprocess.Popen([sys.executable, "-m", *command], env=environment)
        _wait_for_answer(asked.port, children)
        print(f"\nTovholder: http://localhost:{asked.port}\n", flush=True)
        _tovholder(environment, "demo_logins")
        print("\nCtrl-C ends it.", flush=True)
        while not (gone := _gone(children)):
            time.sleep(0.3)
        print(f"The {gone} has ended; so everything ends.", file=sys.stderr)
        return 1
    except Ended:
        print("\nEnded.", flush=True)
        return 0
    finally:
        _end(children)


def _gone(children: dict[str, subprocess.Popen[bytes]]) -> str:
    """The name of a child that has ended, or nothing."""
    return next((name for name, child in children.items() if child.poll() is not None), "")


def _wait_for_answer(port: int, children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Returns when ``/healthz`` says that all is well. Raises :class:`StartError` when it does not."""
    answer = "no answer"
    end = time.monotonic() + ANSWER_SECONDS
    # A proxy in the environment is for other machines, not for this one.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < end:
        gone = _gone(children)
        if gone:
            raise StartError(f"The {gone} ended at once: see the lines above.")
        try:
            with opener.open(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except urllib.error.HTTPError as error:
            answer = error.read().decode(errors="replace")[:500]
        except OSError as error:
            answer = str(error)
        time.sleep(0.2)
    raise StartError(f"Tovholder was not well within {ANSWER_SECONDS} seconds: {answer}")


def _end(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ends all children: politely, and after a while for good. A second Ctrl-C does not break it off."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    end = time.monotonic() + END_SECONDS
    for child in children.values():
        try:
            child.wait(timeout=max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _ask_for_end(_number: int, _frame: FrameType | None) -> None:
    raise Ended


def main() -> int:
    """Prepares and serves. Gives the exit code."""
    signal.signal(signal.SIGINT, _ask_for_end)
    signal.signal(signal.SIGTERM, _ask_for_end)
    try:
        asked = options(sys.argv[1:], dict(os.environ))
        check_port(asked.port)
        build.build()
        prepare_data(asked)
        return serve(asked)
    except (StartError, assets.AssetError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except Ended:
        print("\nEnded before it had begun.", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
