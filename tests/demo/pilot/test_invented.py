"""A demo says everywhere that its data are invented."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client, override_settings

from tovholder.apps.projects.public import Project
from tovholder.demo.build import build_demo
from tovholder.demo.stage import Level
from tovholder.foundation.accounts.models import User

PAGES = (
    "/landkort/",
    "/landkort/projekter/",
    "/landkort/tal/",
    "/kommuner/",
    "/kommuner/syddjurs/",
    "/teknologier/skaermbesoeg/",
    "/konto/log-ind/",
    "/visioner/",
)
OF_THE_PROCESS = (
    "/proces/",
    "/proces/runder/",
    "/proces/sammenlign/",
    "/proces/visioner/",
    "/proces/maal/",
    "/proces/handlingsplan/",
    "/proces/screening/",
    "/proces/opgaver/",
    "/proces/landet/",
)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def _pilot() -> Iterator[None]:
    build_demo(1, date(2026, 11, 21), Level.PILOT, lambda line: None)
    with override_settings(DEMO_MODE=True):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("_pilot")
def test_every_page_says_it(client: Client) -> None:
    """*Opfundne data* stands on every page of a demo; one that names a municipality is no exception."""
    project = Project.objects.get(title="Skærmbesøg om aftenen ved kysten")
    inside = Client()
    inside.force_login(User.objects.get(email="mette.krogh@syddjurs.example"), backend=BACKEND)
    shown = {page: client.get(page) for page in (*PAGES, project.get_absolute_url())}
    shown |= {page: inside.get(page) for page in OF_THE_PROCESS}
    assert [page for page, answer in shown.items() if "Opfundne data" not in answer.content.decode()] == []
    assert {answer.status_code for answer in shown.values()} == {200}


@pytest.mark.django_db
@pytest.mark.usefixtures("_pilot")
def test_every_row_that_leaves_the_demo_says_it(client: Client) -> None:
    """Each exported project and the summary of the map carry the words."""
    content = client.get("/landkort/projekter.csv").getvalue().decode("utf-8-sig")
    public = Project.objects.filter(tier="public")
    assert content.count("Opfundne data") == public.count() == 7
    assert client.get("/api/v1/landkort/summary").json()["note"] == "Opfundne data"


@pytest.mark.django_db
def test_an_installation_of_ones_own_does_not_say_it(client: Client) -> None:
    """Outside a demo the words would be wrong."""
    assert "Opfundne data" not in client.get("/landkort/").content.decode()
