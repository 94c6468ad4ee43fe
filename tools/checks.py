"""Runs every check and test, goes on after a failure, and closes with a table. `dev.py test` calls it.

With `--strict` a step that could not be run, and a test that was skipped, count as failed.
"""

import contextlib
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tools import assets, browser, build, postgres

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "build" / "reports"
PYTEST_NOTHING_COLLECTED = 5
CODE = ("src", "tests", "tools", "benchmarks", "dev.py")

# In a folder of its own: what the product writes when it is only asked must not be taken for a demo that is there.
OF_CHECKS = {"TOVHOLDER_MODE": "test", "TOVHOLDER_DATA": str(ROOT / "build" / "checked")}

AT_ONCE = 2  # processes, as many as the smallest machine has cores

PASSED, FAILED, NOT_RUN = "passed", "failed", "not run"


@dataclass(frozen=True, slots=True)
class Step:
    """One check: a command with its environment, or the reason why it cannot be run."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a step ended, why, after how long, and how many tests it counted."""

    name: str
    state: str
    reason: str
    seconds: float
    tests_passed: int = 0
    tests_failed: int = 0


def python(*arguments: str) -> tuple[str, ...]:
    """A command of this environment's Python."""
    return (sys.executable, "-m", *arguments)


def pytest(name: str, *arguments: str) -> tuple[str, ...]:
    """A run of pytest that leaves its report as ``build/reports/<name>.xml``."""
    return python("pytest", "-q", f"--junitxml={REPORTS / name}.xml", *arguments)


def checks() -> list[Step]:
    """The checks that need no database, quickest first."""
    code = tuple(name for name in CODE if (ROOT / name).exists())
    return [
        Step("ruff: lint", python("ruff", "check", *code)),
        Step("ruff: form", python("ruff", "format", "--check", *code)),
        Step("djlint", python("djlint", "src", "--lint", "--quiet")),
        Step("imports", ("lint-imports", "--no-logo", "--cache-dir", "build/imports")),
        Step("mypy", python("mypy")),
        Step("migrations", python("tovholder", "makemigrations", "--check", "--dry-run"), OF_CHECKS),
        Step("house rules", pytest("house", "tests/house")),
    ]


def tests(database: str, why_not: str) -> list[Step]:
    """The tests: all on PostgreSQL at ``database``, those that reach the database on SQLite too, then the browser."""
    on_postgres = {"TOVHOLDER_DATABASE_URL": database}
    no_browser = "" if browser.chromium() else "no Chromium on this machine; install the package chromium"
    # A process begins with half of the tests, in their order, so that what a module makes for all its tests is made
    # once; one that is done early takes from the other.
    both = ("-n", str(AT_ONCE), "--dist", "worksteal")
    everything_else = ("--ignore=tests/house", "--ignore=tests/browser", *both)
    return [
        Step("tests on PostgreSQL", pytest("postgresql", *everything_else), on_postgres, why_not),
        Step("tests on SQLite", pytest("sqlite", *everything_else, "-m", "database"), {"TOVHOLDER_DATABASE_URL": ""}),
        Step("browser and axe", pytest("browser", "tests/browser", *both), on_postgres if database else {}, no_browser),
    ]


def run(step: Step, *, beside_others: bool = False) -> Outcome:
    """Runs one step and shows what it says: as it says it, or in one piece when it runs ``beside_others``."""
    head = f"\n━━ {step.name} ━━"
    if step.missing:
        print(f"{head}\nnot run: {step.missing}", flush=True)
        return Outcome(step.name, NOT_RUN, step.missing, 0)
    if not beside_others:
        print(head, flush=True)
    report = next((Path(part.partition("=")[2]) for part in step.command if part.startswith("--junitxml=")), None)
    if report is not None:
        report.unlink(missing_ok=True)
    begun = time.perf_counter()
    environment = {**os.environ, **step.environment}
    kept = subprocess.PIPE if beside_others else None
    ended = subprocess.run(
        step.command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=kept,
        stderr=subprocess.STDOUT if beside_others else None,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    seconds = time.perf_counter() - begun
    if beside_others:
        print(f"{head}\n{ended.stdout}", flush=True)
    return _judge(step, ended.returncode, report, seconds)


def _judge(step: Step, code: int, report: Path | None, seconds: float) -> Outcome:
    """What the exit code and the report of a step amount to."""
    if report is None:
        return Outcome(step.name, PASSED if code == 0 else FAILED, "" if code == 0 else f"exit code {code}", seconds)
    if code == PYTEST_NOTHING_COLLECTED:
        return Outcome(step.name, NOT_RUN, "no tests found", seconds)
    passed, failed, skipped = count(report)
    if code != 0:
        reason = f"{failed} of {passed + failed} tests" if failed else f"exit code {code}"
        return Outcome(step.name, FAILED, reason, seconds, passed, failed or 1)
    if skipped:
        return Outcome(step.name, NOT_RUN, f"{skipped} tests skipped: see above", seconds, passed, failed)
    return Outcome(step.name, PASSED, f"{passed} tests", seconds, passed, failed)


def count(report: Path) -> tuple[int, int, int]:
    """How many tests passed, failed and were skipped according to a report of pytest."""
    if not report.exists():
        return 0, 0, 0
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314  # as above: our own file
    totals = [[int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")] for suite in suites]
    tests_run, failures, errors, skipped = (sum(column) for column in zip(*totals, strict=True))
    return tests_run - failures - errors - skipped, failures + errors, skipped


@contextlib.contextmanager
def database() -> Iterator[tuple[str, str]]:
    """A PostgreSQL for the tests as (address, ""), or ("", why there is none)."""
    with contextlib.ExitStack() as stack:
        try:
            address = stack.enter_context(postgres.running())
        except postgres.NoPostgres as error:
            yield "", str(error)
            return
        yield address, ""


def run_all() -> list[Outcome]:
    """Runs every step, whatever became of those before it: the checks two at a time, each has one process."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        outcomes = list(pool.map(partial(run, beside_others=True), checks()))
    with database() as (address, why_not):
        outcomes += [run(step) for step in tests(address, why_not)]
    return outcomes


def table(outcomes: list[Outcome]) -> str:
    """The closing table."""
    width = max(len(outcome.name) for outcome in outcomes)
    return "\n".join(
        f"{outcome.name:{width}}  {outcome.state:7}  {outcome.seconds:6.1f} s  {outcome.reason}".rstrip()
        for outcome in outcomes
    )


def verdict(outcomes: list[Outcome], strict: bool) -> int:
    """The exit code: 1 when a step failed, or, if ``strict``, when one was not run."""
    bad = {FAILED, NOT_RUN} if strict else {FAILED}
    return int(any(outcome.state in bad for outcome in outcomes))


def main() -> int:
    """Makes what the tests need, runs them, prints the table. Gives the exit code."""
    strict = "--strict" in sys.argv[1:]
    try:
        build.build()
    except assets.AssetError as error:
        print(error, file=sys.stderr)
        return 1
    outcomes = run_all()
    print(f"\n{table(outcomes)}\n")
    passed = sum(outcome.tests_passed for outcome in outcomes)
    failed = sum(outcome.tests_failed for outcome in outcomes)
    print(f"{passed} passed, {failed} failed")
    return verdict(outcomes, strict)


if __name__ == "__main__":
    sys.exit(main())
