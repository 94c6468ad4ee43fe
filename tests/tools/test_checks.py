"""The closing table of the tests and its verdict."""

import sys
from pathlib import Path

import pytest

from tools import checks
from tools.checks import FAILED, NOT_RUN, PASSED, Outcome, Step

REPORT = (
    '<testsuites><testsuite name="pytest" errors="{errors}" failures="{failures}" skipped="{skipped}" tests="{tests}"/>'
    "</testsuites>"
)


def _report(folder: Path, *, tests: int, failures: int = 0, errors: int = 0, skipped: int = 0) -> Path:
    path = folder / "report.xml"
    text = REPORT.format(tests=tests, failures=failures, errors=errors, skipped=skipped)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_report_is_counted(tmp_path: Path) -> None:
    """Failures and errors are failed tests; what was skipped did not pass."""
    assert checks.count(_report(tmp_path, tests=10, failures=2, errors=1, skipped=3)) == (4, 3, 3)


def test_a_step_whose_tests_all_ran_has_passed(tmp_path: Path) -> None:
    """Exit code 0 and nothing skipped."""
    outcome = checks._judge(Step("tests", ()), 0, _report(tmp_path, tests=7), 1.5)
    assert outcome == Outcome("tests", PASSED, "7 tests", 1.5, 7, 0)


def test_a_step_with_a_skipped_test_has_not_run(tmp_path: Path) -> None:
    """A skipped test is a hole that `--strict` does not allow."""
    outcome = checks._judge(Step("tests", ()), 0, _report(tmp_path, tests=7, skipped=2), 1.5)
    assert outcome == Outcome("tests", NOT_RUN, "2 tests skipped: see above", 1.5, 5, 0)


def test_a_step_without_tests_has_not_run(tmp_path: Path) -> None:
    """An empty selection proves nothing."""
    outcome = checks._judge(Step("tests", ()), 5, _report(tmp_path, tests=0), 0.1)
    assert outcome == Outcome("tests", NOT_RUN, "no tests found", 0.1)


def test_a_step_that_broke_off_has_failed(tmp_path: Path) -> None:
    """Without a report there is no telling how many tests failed; it counts as one."""
    outcome = checks._judge(Step("tests", ()), 4, tmp_path / "none.xml", 0.1)
    assert outcome == Outcome("tests", FAILED, "exit code 4", 0.1, 0, 1)


def test_a_missing_tool_is_told_and_nothing_is_run() -> None:
    """A step that cannot be run says why; its command, which would fail here, is not tried."""
    outcome = checks.run(Step("browser", ("/does/not/exist",), missing="no Chromium"))
    assert outcome == Outcome("browser", NOT_RUN, "no Chromium", 0)


def test_a_check_beside_others_is_shown_in_one_piece(capfd: pytest.CaptureFixture[str]) -> None:
    """Its name stands over what it said on both streams, so that two at a time can be read."""
    code = "import sys; print('one', flush=True); print('two', file=sys.stderr); sys.exit(3)"
    outcome = checks.run(Step("talker", (sys.executable, "-c", code)), beside_others=True)
    assert (outcome.state, outcome.reason) == (FAILED, "exit code 3")
    assert capfd.readouterr() == ("\n━━ talker ━━\none\ntwo\n\n", "")


@pytest.mark.parametrize(
    ("states", "strict", "code"),
    [
        ([PASSED, PASSED], True, 0),
        ([PASSED, NOT_RUN], False, 0),
        ([PASSED, NOT_RUN], True, 1),
        ([FAILED, PASSED], False, 1),
    ],
)
def test_the_verdict(states: list[str], strict: bool, code: int) -> None:
    """A failure always counts; what was not run counts when everything was asked for."""
    assert checks.verdict([Outcome("step", state, "", 0) for state in states], strict) == code


def test_the_table_lists_every_step() -> None:
    """Name, state, seconds and reason, in columns."""
    outcomes = [Outcome("mypy", PASSED, "", 61.04), Outcome("browser", NOT_RUN, "no Chromium", 0)]
    assert checks.table(outcomes).splitlines() == [
        "mypy     passed     61.0 s",
        "browser  not run     0.0 s  no Chromium",
    ]


def test_a_check_that_asks_the_product_leaves_no_data_behind() -> None:
    """An empty database in the folder of the data would be taken for a demo that is built already."""
    asking = [step for step in checks.checks() if "tovholder" in step.command]
    assert [step.name for step in asking] == ["migrations"]
    assert [Path(step.environment["TOVHOLDER_DATA"]).parent.name for step in asking] == ["build"]
