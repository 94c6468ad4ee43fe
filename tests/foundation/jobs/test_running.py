"""A job is ordered in a transaction, runs as the person who ordered it, shows how far it is, and can be stopped."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from tests.people import actor, holding
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.audit.models import AuditEntry
from tovholder.foundation.jobs.public import (
    JOB_KINDS,
    Job,
    JobError,
    JobKind,
    JobProgress,
    JobState,
    enqueue,
    enqueue_once,
    request_cancel,
)
from tovholder.foundation.jobs.runner import run_job
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _count(progress: JobProgress) -> dict[str, Any]:
    for done in range(progress.arguments["until"]):
        progress.report(done, progress.arguments["until"], f"Række {done}")
    return {"counted": progress.arguments["until"], "by": progress.actor.name}


def _cancelled_half_way(progress: JobProgress) -> dict[str, Any]:
    progress.report(5, 10)
    request_cancel(Job.objects.get(pk=progress.job.pk), by=progress.actor)
    progress.report(6, 10)
    raise AssertionError("a cancelled job goes on")


def _refuse(progress: JobProgress) -> dict[str, Any]:
    raise JobError("Filen er ikke et regneark.")


def _invalid(progress: JobProgress) -> dict[str, Any]:
    raise ValidationError("Datoen findes ikke.")


def _break(progress: JobProgress) -> dict[str, Any]:
    raise ZeroDivisionError("division by zero")


KINDS = {"count": _count, "stop": _cancelled_half_way, "refuse": _refuse, "invalid": _invalid, "break": _break}


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    """The kinds of these tests are known while they run."""
    for name, run in KINDS.items():
        JOB_KINDS.register(JobKind(key=f"tests.{name}", label=f"Test {name}", run=run))
    yield
    for name in KINDS:
        JOB_KINDS._plugs.pop(f"tests.{name}")


@pytest.mark.database
def test_a_job_runs_as_the_person_who_ordered_it_and_keeps_its_result() -> None:
    """The kind gets the arguments and the actor; the row gets the outcome."""
    by = actor()
    job = enqueue("tests.count", by=by, arguments={"until": 3})
    assert (job.state, job.result) == (JobState.DONE, {"counted": 3, "by": by.name})
    assert (job.done, job.total, job.message) == (2, 3, "Række 2")
    assert (job.owner_id, job.municipality_id, job.attempts) == (by.user_id, by.municipality_id, 1)
    assert AuditEntry.objects.get(action="jobs.enqueue").object_id == job.public_id


@pytest.mark.database
def test_a_rollback_leaves_neither_job_nor_task(queue: None) -> None:
    """The order is part of the caller's transaction."""
    by = actor()

    def order_and_fail() -> None:
        with transaction.atomic():
            enqueue("tests.count", by=by, arguments={"until": 3})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        order_and_fail()
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.database
def test_a_running_job_stops_at_its_next_step() -> None:
    """The progress that was made stays in the row."""
    job = enqueue("tests.stop", by=actor())
    assert (job.state, job.done, job.total) == (JobState.CANCELLED, 6, 10)
    assert job.cancel_requested_at is not None


def test_a_waiting_job_is_cancelled_at_once_and_never_runs(queue: None) -> None:
    """When its task comes up, there is nothing left to do."""
    by = actor()
    job = request_cancel(enqueue("tests.count", by=by, arguments={"until": 3}), by=by)
    assert job.state == JobState.CANCELLED
    run_job.call(str(job.public_id))
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result) == (JobState.CANCELLED, 0, {})


def test_an_ended_job_cannot_be_stopped() -> None:
    """The person is told so."""
    by = actor()
    job = enqueue("tests.count", by=by, arguments={"until": 1})
    with pytest.raises(ValidationError) as told:
        request_cancel(job, by=by)
    assert told.value.messages == ["Opgaven er allerede afsluttet."]


def test_what_is_wrong_with_the_input_is_told_in_its_own_words() -> None:
    """A refusal and a validation error are sentences already."""
    by = actor()
    assert enqueue("tests.refuse", by=by).error == "Filen er ikke et regneark."
    assert enqueue("tests.invalid", by=by).error == "Datoen findes ikke."


def test_an_unforeseen_error_is_told_without_its_inside() -> None:
    """The sentence carries a number that is found in the log, not the exception."""
    job = enqueue("tests.break", by=actor())
    assert job.state == JobState.FAILED
    assert job.error == (
        "Der skete en fejl, som vi ikke havde forudset, så opgaven blev ikke færdig. "
        f"Prøv igen. Sker det igen, så henvis til fejlnummer {str(job.public_id)[:8]}."
    )


def test_a_job_does_not_outlive_the_role_it_was_started_from(queue: None) -> None:
    """Somebody whose role ends while the job waits does not get their work done with it."""
    held = holding("coordinator")
    job = enqueue("tests.count", by=actor_of(held), arguments={"until": 3})
    held.ends_on = held.starts_on
    held.save()
    run_job.call(str(job.public_id))
    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.FAILED, 0)
    assert job.error == ("Den rolle, som opgaven blev startet fra, er ophørt. Start opgaven igen fra en anden rolle.")


def test_many_orders_of_the_same_work_wait_as_one(queue: None) -> None:
    """The second order finds the first one waiting; other arguments are other work."""
    first = enqueue_once("tests.count", by=SYSTEM, arguments={"until": 1})
    assert enqueue_once("tests.count", by=SYSTEM, arguments={"until": 1}).pk == first.pk
    assert enqueue_once("tests.count", by=SYSTEM, arguments={"until": 2}).pk != first.pk
    assert DBTaskResult.objects.count() == 2


def test_a_job_is_not_run_twice(queue: None) -> None:
    """Two tasks for one job: the second finds that it is no longer waiting."""
    job = enqueue("tests.count", by=actor(), arguments={"until": 1})
    run_job.call(str(job.public_id))
    run_job.call(str(job.public_id))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)


def test_an_unknown_kind_cannot_be_ordered() -> None:
    """A misspelt kind is a fault that shows at once."""
    with pytest.raises(KeyError):
        enqueue("tests.unknown", by=actor())
