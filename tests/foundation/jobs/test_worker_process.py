"""Real worker processes: they run, show progress, heed a cancel, end cleanly, and are tidied up after when killed."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.foundation.jobs.worker_process import PATIENCE, Installation, installation, register_kinds
from tovholder.foundation.jobs.public import JOB_KINDS, Job, enqueue
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    """The kinds are known to the test as they are to the processes."""
    keys = register_kinds()
    yield
    for key in keys:
        JOB_KINDS._plugs.pop(key)


@pytest.fixture
def order(committed: None, queue: None) -> "type[Order]":
    """Orders jobs that wait for a process."""
    return Order


class Order:
    """A job, and the questions that the tests ask about it."""

    def __init__(self, kind: str, steps: int) -> None:
        self.job: Job = enqueue(kind, by=SYSTEM, arguments={"steps": steps})

    def ask(self, columns: str) -> str:
        """The statement that reads ``columns`` of the job."""
        return f"SELECT {columns} FROM jobs_job WHERE id = {self.job.pk}"  # noqa: S608  # columns of the tests alone


def _runs(there: Installation, *orders: Order) -> None:
    for order in orders:
        there.wait_for(order.ask("state, done"), lambda row: row[0] == "running" and row[1] > 0)


def test_a_killed_worker_leaves_nothing_running(order: type[Order], tmp_path: Path) -> None:
    """Two workers are killed in the middle of a job; the next one restarts what may be repeated and fails the other."""
    lost, again = order("tests.slow", 600), order("tests.again", 600)
    with installation(tmp_path) as there:
        killed = [there.start_worker(), there.start_worker()]
        _runs(there, lost, again)
        for process in killed:
            process.send_signal(signal.SIGKILL)
            assert process.wait(PATIENCE) == -signal.SIGKILL
        third = there.start_worker("--until-empty", TOVHOLDER_JOB_TIMEOUT="1")
        there.wait_for(again.ask("state"), lambda row: row == ("done",))
        assert third.wait(PATIENCE) == 0
        assert there.execute(lost.ask("state, error, attempts")) == [
            ("failed", "Opgaven blev afbrudt, fordi systemet stoppede undervejs. Start den igen.", 1)
        ]
        assert there.execute(again.ask("state, error, attempts")) == [("done", "", 2)]
        running = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"
        assert there.execute(running) == [(0,)]


def test_a_worker_shows_progress_heeds_a_cancel_and_ends_cleanly(order: type[Order], tmp_path: Path) -> None:
    """A cancel reaches the running job; at SIGTERM the next job is still done, the one after it waits."""
    stopped, done, waiting = order("tests.slow", 600), order("tests.slow", 15), order("tests.slow", 1)
    with installation(tmp_path) as there:
        worker = there.start_worker()
        there.wait_for(stopped.ask("done, message"), lambda row: row[0] > 5 and row[1].startswith("Trin "))
        there.execute(
            f"UPDATE jobs_job SET cancel_requested_at = enqueued_at WHERE id = {stopped.job.pk}"  # noqa: S608  # a number
        )
        there.wait_for(stopped.ask("state"), lambda row: row == ("cancelled",))
        _runs(there, done)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(PATIENCE) == 0
        assert there.execute(done.ask("state, done, total")) == [("done", 15, 15)]
        assert there.execute(waiting.ask("state")) == [("queued",)]
        assert there.execute("SELECT count(*) FROM jobs_workersign") == [(1,)]
