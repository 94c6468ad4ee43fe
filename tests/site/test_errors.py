"""What went wrong is told in Danish, whole and without details that are nobody's business."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding, municipality
from tovholder.foundation.audit.action import ConflictError, action, change, created
from tovholder.foundation.municipalities.models import Administration
from tovholder.kernel.actor import Actor
from tovholder.site import urls

pytestmark = pytest.mark.django_db


def _boom(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("adgangskoden til databasen er 1234")


def _bad(request: HttpRequest) -> HttpResponse:
    raise BadRequest("Filteret kender vi ikke.")


def _suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("internal detail")


def _denied(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Kun for tovholdere.")


def _form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.POST)))


@action("tests.rename_late")
def _rename(*, item: Administration, by: Actor) -> Administration:
    return change(item, expected_version=7, name="For sent")


@action("tests.make_for_conflict")
def _make(*, by: Actor) -> Administration:
    return created(Administration(name="Social", municipality=municipality()))


def _late(request: HttpRequest) -> HttpResponse:
    _rename(item=Administration.objects.get(), by=request.actor)  # type: ignore[attr-defined]  # set by the middleware
    return HttpResponse()


urlpatterns = [
    *urls.urlpatterns,
    path("test/boom/", _boom),
    path("test/bad/", _bad),
    path("test/suspicious/", _suspicious),
    path("test/denied/", _denied),
    path("test/form/", _form),
    path("test/late/", _late),
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture(autouse=True)
def _pages_that_fail() -> Iterator[None]:
    """The product's addresses and some that fail."""
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def browser() -> Client:
    """A browser that sees the error page instead of the exception."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "words", "hidden"),
    [
        ("/findes/ikke/", 404, "Vi kan ikke finde siden", "Resolver404"),
        ("/test/boom/", 500, "Noget gik galt hos os", "1234"),
        ("/test/bad/", 400, "Filteret kender vi ikke.", "BadRequest"),
        ("/test/suspicious/", 400, "Vi forstod ikke adressen", "internal detail"),
        ("/test/denied/", 403, "Kun for tovholdere.", "PermissionDenied"),
    ],
)
def test_an_error_has_a_page_that_hides_the_details(
    browser: Client, address: str, status: int, words: str, hidden: str
) -> None:
    """The right status, our own words, and nothing of the machine."""
    page = browser.get(address)
    assert page.status_code == status
    assert_clean_html(page)
    assert words in text_of(page)
    assert hidden not in page.content.decode()


def test_a_stranger_who_finds_nothing_is_offered_the_login_and_comes_back(browser: Client) -> None:
    """The link in a mail may lead to something that only the logged-in reader sees."""
    page = browser.get("/landkort/projekter/00000000-0000-4000-8000-000000000000/?a=1&b=2")
    assert page.status_code == 404
    project = b"%2Flandkort%2Fprojekter%2F00000000-0000-4000-8000-000000000000%2F"
    assert b'href="/konto/log-ind/?next=' + project + b'%3Fa%3D1%26b%3D2"' in page.content
    assert b"Log ind, og pr" not in client_of(holding("reader")).get("/findes/ikke/").content


def test_the_error_page_stands_when_the_database_does_not(browser: Client) -> None:
    """What failed may be the database itself: the page of 500 asks it nothing."""
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/test/boom/").status_code == 500
    assert len(asked) == 0


def test_a_form_with_too_many_fields_is_too_large(browser: Client) -> None:
    """More than a thousand fields are no form of ours."""
    page = browser.post("/test/form/", {f"f{n}": "x" for n in range(1001)})
    assert page.status_code == 413
    assert_clean_html(page)


def test_a_form_of_more_than_two_megabytes_is_too_large(browser: Client) -> None:
    """Text of that length was not typed."""
    page = browser.post("/test/form/", "x=" + "a" * 2_200_000, content_type="application/x-www-form-urlencoded")
    assert page.status_code == 413


def test_a_form_without_its_token_is_told_how_to_go_on() -> None:
    """An old page, or another site: nothing is taken, and the page says what to do."""
    page = Client(enforce_csrf_checks=True).post("/sprog/", {"language": "en"})
    assert page.status_code == 403
    assert_clean_html(page)
    assert "Siden var for gammel" in text_of(page)


def test_a_button_pressed_too_late_is_a_conflict_and_says_who_was_first() -> None:
    """Where there is no form to show, the page names the other and the way back."""
    by = actor("coordinator")
    _make(by=by)
    page = client_of(holding("programme_manager")).get("/test/late/")
    assert page.status_code == 409
    assert_clean_html(page)
    assert f"{by.name} ændrede det samme" in text_of(page)


def test_a_conflict_names_the_record_as_it_is_now() -> None:
    """What the middleware shows is what the action raised."""
    made = _make(by=actor())
    with pytest.raises(ConflictError) as told:
        _rename(item=made, by=actor("programme_manager"))
    assert told.value.current == made
