"""A demo says everywhere that its data are invented."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client, override_settings

from tovholder.apps.projects.public import Project
from tovholder.demo.build import build_demo
from tovholder.demo.stage import Level

PAGES = (
    "/landkort/",
    "/landkort/projekter/",
    "/landkort/tal/",
    "/kommuner/",
    "/kommuner/syddjurs/",
    "/teknologier/skaermbesoeg/",
    "/konto/log-ind/",
)


@pytest.fixture
def _pilot() -> Iterator[None]:
    build_demo(1, date(2026, 11, 21), Level.PILOT, lambda line: None)
    with override_settings(DEMO_MODE=True):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("_pilot")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_it(client: Client, address: str) -> None:
    """*Opfundne data* stands on every page of a demo."""
    assert "Opfundne data" in client.get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("_pilot")
def test_a_projects_page_says_it(client: Client) -> None:
    """A page that names a municipality is no exception."""
    project = Project.objects.get(title="Skærmbesøg om aftenen ved kysten")
    assert "Opfundne data" in client.get(project.get_absolute_url()).content.decode()


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
