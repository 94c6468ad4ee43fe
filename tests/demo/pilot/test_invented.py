"""A demo says everywhere that its data are invented."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from tovholder.apps.projects.public import Project
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
pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _demo() -> Iterator[None]:
    with override_settings(DEMO_MODE=True):
        yield


def test_every_page_says_it(client: Client) -> None:
    """*Opfundne data* stands on every page of a demo; one that names a municipality is no exception."""
    project = Project.objects.get(title="Skærmbesøg om aftenen ved kysten")
    inside = Client()
    inside.force_login(User.objects.get(email="mette.krogh@syddjurs.example"), backend=BACKEND)
    shown = {page: client.get(page) for page in (*PAGES, project.get_absolute_url())}
    shown |= {page: inside.get(page) for page in OF_THE_PROCESS}
    assert [page for page, answer in shown.items() if "Opfundne data" not in answer.content.decode()] == []
    assert {answer.status_code for answer in shown.values()} == {200}


def test_every_row_that_leaves_the_demo_says_it(client: Client) -> None:
    """Each exported project and the summary of the map carry the words."""
    content = client.get("/landkort/projekter.csv").getvalue().decode("utf-8-sig")
    public = Project.objects.filter(tier="public")
    assert content.count("Opfundne data") == public.count() == 7
    assert client.get("/api/v1/landkort/summary").json()["note"] == "Opfundne data"
