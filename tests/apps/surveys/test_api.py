"""Surveys in the API."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.people import holding
from tests.surveying import participant
from tovholder.apps.surveys.answering import begin, keep_answers
from tovholder.apps.surveys.models import Participant
from tovholder.foundation.accounts.models import RoleHolding
from tovholder.foundation.accounts.public import actor_of, make_token
from tovholder.kernel.actor import SYSTEM
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _november() -> Iterator[None]:
    """The second of November 2026: the day after the survey opens."""
    with clock_at(date(2026, 11, 2)):
        yield


def _key(held: RoleHolding, *, writes: bool = True) -> dict[str, Any]:
    _token, secret = make_token(by=actor_of(held), name="Regneark", expires_on=date(2026, 12, 31), writes=writes)
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def _patched(client: Client, path: str, answers: dict[str, Any], **headers: Any) -> Any:
    return client.patch(path, {"answers": answers}, content_type="application/json", **headers)


def _answers(here: Participant) -> str:
    return f"/api/v1/surveys/{here.survey.key}/answers/{here.code}"


def test_another_system_answers_with_the_version_that_it_read() -> None:
    """412 when somebody answered meanwhile, 428 without a version, and nothing is lost."""
    here, key, client = participant(), _key(holding("coordinator")), Client()
    begin(here, by=SYSTEM)
    read = client.get(_answers(here), **key)
    sent = {"skaerm": True, "timer": 2, "laver": ["musik"]}
    assert _patched(client, _answers(here), sent, **key).status_code == 428
    written = _patched(client, _answers(here), sent, HTTP_IF_MATCH=read.headers["ETag"], **key)
    assert written.status_code == 200
    assert written.json()["answers"] == {"skaerm": True, "timer": 2, "laver": ["musik"]}
    keep_answers(here, {"bedst": "aften"}, seen={"bedst": 0}, by=SYSTEM)
    late = _patched(client, _answers(here), sent, HTTP_IF_MATCH=written.headers["ETag"], **key)
    assert late.status_code == 412
    fresh = client.get(_answers(here), **key)
    assert fresh.json()["answers"]["bedst"] == "aften"


def test_what_cannot_be_an_answer_is_refused_by_question() -> None:
    """422; a key that only reads is told so."""
    here, held, client = participant(), holding("coordinator"), Client()
    begin(here, by=SYSTEM)
    absurd = {"timer": 9999, "findes_ikke": 1}
    refused = _patched(client, _answers(here), absurd, HTTP_IF_MATCH='"0"', **_key(held))
    assert refused.status_code == 422
    assert _patched(client, _answers(here), absurd, HTTP_IF_MATCH='"0"', **_key(held, writes=False)).status_code == 403


def test_the_national_side_reads_how_far_everybody_is_and_no_answers() -> None:
    """98 rows with counts and bases; the answers of a municipality are its own."""
    here, key, client = participant(), _key(holding("national_editor")), Client()
    begin(here, by=SYSTEM)
    told = client.get(f"/api/v1/surveys/{here.survey.key}/progress", **key).json()
    assert (told["count"], told["municipalities_answered"], told["municipalities"]) == (98, 0, 98)
    assert next(one["state"] for one in told["items"] if one["code"] == here.code) == "started"
    assert client.get(_answers(here), **key).status_code == 404
    assert client.get(_answers(here)).status_code == 404
