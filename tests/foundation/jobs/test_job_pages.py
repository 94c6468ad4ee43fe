"""The pages of the jobs: who sees which, what they say in each state, and how a job is stopped."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db.models.functions import Now
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.people import client_of, holding, person
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.jobs.public import JOB_KINDS, Job, JobError, JobKind, JobProgress, JobState, enqueue
from tovholder.kernel import clock

pytestmark = pytest.mark.django_db

FETCHED = {"HX-Request": "true"}


def _do(progress: JobProgress) -> dict[str, Any]:
    if progress.arguments.get("refuse"):
        raise JobError("<b>Filen</b> er ikke et regneark.")
    progress.report(1077, 1077)
    return {"batch": 7}


def _where(job: Job) -> str:
    return f"/resultat/{job.result['batch']}/"


@pytest.fixture(autouse=True)
def _kind() -> Iterator[None]:
    """One kind, with a place for its result."""
    JOB_KINDS.register(JobKind(key="tests.import", label="Importér projekter", run=_do, result_url=_where))
    yield
    JOB_KINDS._plugs.pop("tests.import")


def _text(client: Client, address: str) -> str:
    """What a person reads on the page, without its markup."""
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def _running(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, started_at=clock.now(), heartbeat_at=Now(), done=250, total=1077, message="Række 250"
    )


def test_a_finished_job_leads_to_its_result() -> None:
    """The link is the kind's own."""
    held = holding()
    job = enqueue("tests.import", by=actor_of(held))
    page = client_of(held).get(f"/opgaver/{job.public_id}/").content.decode()
    assert 'href="/resultat/7/"' in page
    assert "hx-get" not in page.split('id="fremdrift"')[1].split(">")[0]


def test_a_failed_job_tells_its_error_as_text() -> None:
    """Whatever a file may have put into the sentence is shown, not obeyed."""
    held = holding()
    job = enqueue("tests.import", by=actor_of(held), arguments={"refuse": True})
    page = client_of(held).get(f"/opgaver/{job.public_id}/").content.decode()
    assert "&lt;b&gt;Filen&lt;/b&gt; er ikke et regneark." in page


def test_a_running_job_shows_how_far_it_is_and_asks_again(queue: None) -> None:
    """With JavaScript the part is fetched every other second; without there is a link."""
    held = holding()
    job = enqueue("tests.import", by=actor_of(held))
    _running(job)
    client = client_of(held)
    page = client.get(f"/opgaver/{job.public_id}/").content.decode()
    assert f'hx-get="/opgaver/{job.public_id}/fremdrift/" hx-trigger="every 2s"' in page
    assert 'max="1077" value="250"' in page
    text = _text(client, f"/opgaver/{job.public_id}/")
    assert "I gang 250 af 1.077 Række 250 Opdatér Stop opgaven" in text


def test_the_fetched_part_asks_for_the_whole_page_when_the_job_has_ended(queue: None) -> None:
    """So the result appears without a click."""
    held = holding()
    job = enqueue("tests.import", by=actor_of(held))
    client = client_of(held)
    address = f"/opgaver/{job.public_id}/fremdrift/"
    assert "HX-Refresh" not in client.get(address, headers=FETCHED).headers
    Job.objects.update(state=JobState.DONE, finished_at=clock.now(), result={"batch": 7})
    assert client.get(address, headers=FETCHED).headers["HX-Refresh"] == "true"


def test_the_fetched_part_is_no_page_of_its_own(queue: None) -> None:
    """Opened by hand it leads to the job, with heading and navigation."""
    held = holding()
    job = enqueue("tests.import", by=actor_of(held))
    answer = client_of(held).get(f"/opgaver/{job.public_id}/fremdrift/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/opgaver/{job.public_id}/")


def test_what_is_fetched_again_and_again_is_not_read_aloud_each_time(queue: None) -> None:
    """The number stands in the progress bar, where a screen reader asks for it."""
    held = holding()
    job = enqueue("tests.import", by=actor_of(held))
    _running(job)
    part = client_of(held).get(f"/opgaver/{job.public_id}/fremdrift/", headers=FETCHED).content.decode()
    assert "250 af 1.077" in part
    assert [word for word in ('role="status"', "aria-live") if word in part] == []


def test_a_running_job_is_asked_to_stop(queue: None) -> None:
    """The button asks once; then the page says that the job is stopping."""
    held = holding()
    job = enqueue("tests.import", by=actor_of(held))
    _running(job)
    client = client_of(held)
    answer = client.post(f"/opgaver/{job.public_id}/stop/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/opgaver/{job.public_id}/")
    text = _text(client, f"/opgaver/{job.public_id}/")
    assert "Stopper 250 af 1.077" in text
    assert "Stop opgaven" not in text


def test_jobs_of_others_are_not_there_at_all(queue: None) -> None:
    """Not their pages, not their parts, not their buttons; a coordinator follows the own municipality's jobs."""
    owner = holding("staff", in_unit=None)
    job = enqueue("tests.import", by=actor_of(owner))
    strangers = {
        "colleague": holding("reader", user=person("kollega@syddjurs.example", "Kollega")),
        "elsewhere": holding("coordinator", at="Aarhus"),
        "editor": holding("national_editor"),
        "supplier": holding("supplier"),
    }
    addresses = [f"/opgaver/{job.public_id}/", f"/opgaver/{job.public_id}/fremdrift/"]
    for held in strangers.values():
        client = client_of(held)
        assert [client.get(address).status_code for address in addresses] == [404, 404]
        assert client.post(f"/opgaver/{job.public_id}/stop/").status_code == 404
        assert "Importér projekter" not in _text(client, "/opgaver/")
    coordinator = client_of(holding("coordinator"))
    assert [coordinator.get(address).status_code for address in addresses] == [200, 302]
    assert "Importér projekter Venter – 21. november 2026 kl. 12.00 En kollega" in _text(coordinator, "/opgaver/")
    assert Job.objects.get().cancel_requested_at is None


def test_a_stranger_is_asked_to_log_in() -> None:
    """Jobs are nothing for the public."""
    answer = Client().get(f"/opgaver/{uuid4()}/")
    assert answer.status_code == 404
    assert Client().get("/opgaver/").headers["Location"].endswith("?next=/opgaver/")


def test_the_list_asks_the_database_the_same_number_of_questions_for_many_jobs(
    queue: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Thirty jobs cost as much as one, and are shown in pages."""
    held = holding("staff")
    client = client_of(held)
    for _number in range(30):
        enqueue("tests.import", by=actor_of(held))
    with django_assert_max_num_queries(8):
        page = client.get("/opgaver/").content.decode()
    assert page.count("Importér projekter") == 25
    assert "?side=2" in page
