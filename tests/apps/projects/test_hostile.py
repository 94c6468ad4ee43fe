"""What is typed, uploaded and asked by those who mean harm, make mistakes or write in another alphabet."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.landkort import project, technology
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding, municipality, unit
from tovholder.apps.projects.public import Project, Status, Step, confirm_project
from tovholder.foundation.codes.models import Code
from tovholder.foundation.search.build import update
from tovholder.foundation.tables.models import ImportBatch
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

TODAY = {"on": "2026-11-21"}
SCRIPT = """"><script>alert('x')</script><img src=x onerror=alert(1)>"""
STRANGE = (
    "🤖👩🏽‍🦽🇩🇰",
    "مرحبا بالعالم",
    "\u202eæøå\u202c",
    "Z̷̡͎a̸l̵g̴o̶",
    "ﷺ" * 160,
    "ß" * 160,
    "Å" * 160,
    "ﬃ" * 160,
    "{{ 7|add:7 }}{% now 'Y' %}",
    '#panic("x") $x$ @y <z> \\ *b* _i_ //',
    "%s %(name)s {0} ${x}",
    "' OR 1=1; --",
)


@pytest.fixture
def client() -> Client:
    """A coordinator of Syddjurs, who sees the page of an error instead of the exception."""
    made = client_of(holding())
    made.raise_request_exception = False
    return made


def _form(**values: object) -> dict[str, object]:
    return {
        "need": "Borgerne mangler tryghed om natten.",
        "title": "Sensor ved sengen",
        "technology": technology("sengesensor").pk,
        "scale": code("project_scale", "pilot").pk,
        "status": "pilot",
        "tier": "municipalities",
    } | values


NEW = "/landkort/projekter/nyt/"


def _of(item: Project, name: str) -> str:
    return reverse(f"projects:{name}", args=[item.public_id])


# --- too long ---------------------------------------------------------------------------------------------------------

LONGEST = {"title": 160, "need": 2000, "summary": 4000, "results": 4000, "learning": 4000, "reason": 2000}


@pytest.mark.parametrize("name", list(LONGEST))
def test_a_text_is_taken_to_its_last_letter_and_not_beyond(client: Client, name: str) -> None:
    """One letter more: told at the field, nothing stored, every word still there. As long as allowed: stored."""
    fits = "å" * LONGEST[name]
    page = client.post(NEW, _form(status="stopped", **{"reason": "Fordi", name: f"{fits}x"}))
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [name]
    assert f"højst have {LONGEST[name]} tegn" in text_of(page)
    assert f"{fits}x" in page.content.decode()
    assert "Borgerne mangler tryghed" in page.content.decode() or name == "need"
    assert not Project.objects.exists()
    assert client.post(NEW, _form(status="stopped", **{"reason": "Fordi", name: fits})).status_code == 302
    stored = Step.objects.get().reason if name == "reason" else getattr(Project.objects.get(), name)
    assert stored == fits


def test_a_mailbox_that_is_too_long_or_none_is_told_at_its_field(client: Client) -> None:
    """The database keeps 254 letters."""
    for mailbox in (f"{'x' * 250}@syddjurs.example", "ikke en adresse", "a@b\r\nBcc: c@d.example"):
        page = client.post(NEW, _form(contact_mailbox=mailbox))
        assert page.status_code == 200
        assert list(page.context["form"].errors) == ["contact_mailbox"]
    assert not Project.objects.exists()


@pytest.mark.parametrize("name", ["title", "need", "summary", "results", "learning"])
def test_a_cell_that_is_too_long_is_told_by_its_row(client: Client, name: str) -> None:
    """The other row is imported."""
    cells = {"title": "Sensor", "need": "Tryghed", "summary": "", "results": "", "learning": ""}
    rows = [cells, cells | {"title": "Anden", name: "å" * (LONGEST[name] + 1)}]
    batch = _checked(
        client,
        "title;need;summary;results;learning;technology\n"
        + "".join(";".join(row.values()) + ";Skærmbesøg\n" for row in rows),
    )
    assert [(found["line"], found["text"]) for found in batch.problems] == [
        (3, f"Teksten er for lang: højst {LONGEST[name]} tegn.")
    ]
    client.post(_step(batch, "start"), {"version": batch.version})
    assert list(Project.objects.values_list("title", flat=True)) == ["Sensor"]


def _step(batch: ImportBatch, name: str) -> str:
    return reverse(f"tables:{name}", args=[batch.importer, batch.public_id])


def _checked(client: Client, content: str | bytes, name: str = "liste.csv") -> ImportBatch:
    data = content.encode() if isinstance(content, str) else content
    answer = client.post("/import/projekter/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302
    batch = ImportBatch.objects.order_by("-pk")[0]
    heading = {key: key for key in batch.header}
    assert client.post(_step(batch, "columns"), {**heading, "version": batch.version}).status_code == 302
    batch.refresh_from_db()
    return batch


# --- script and other tongues -----------------------------------------------------------------------------------------


def test_script_in_a_text_is_text_everywhere(client: Client) -> None:
    """List, page, forms, history, municipality, map, technology, search: shown as typed, run nowhere."""
    texts = dict.fromkeys(("title", "need", "summary", "results", "learning", "reason"), SCRIPT)
    assert client.post(NEW, _form(status="stopped", tier="public", **texts)).status_code == 302
    item = Project.objects.get()
    update()
    pages = [
        reverse("projects:list"),
        reverse("projects:list") + "?" + urlencode({"q": SCRIPT}),
        item.get_absolute_url(),
        _of(item, "edit_project"),
        _of(item, "step_project"),
        reverse("projects:municipality", args=["syddjurs"]),
        reverse("projects:landkort"),
        reverse("technologies:technology", args=["sengesensor"]),
        "/soeg/?" + urlencode({"q": "alert"}),
    ]
    for address in pages:
        page = client.get(address)
        assert page.status_code == 200
        assert_clean_html(page)
        assert "alert(" in page.content.decode(), address
        assert "<script>alert" not in page.content.decode(), address
    assert client.get(reverse("projects:municipality_paper", args=["syddjurs"])).content.startswith(b"%PDF-")


@pytest.mark.parametrize("opener", ["=", "+", "-", "@", "\t=", "\r="])
def test_a_formula_in_a_title_is_no_formula_in_a_spreadsheet(client: Client, opener: str) -> None:
    """An apostrophe before it in CSV; in XLSX a text."""
    project(f'{opener}HYPERLINK("http://ond.example")', tier="public")
    content = client.get(reverse("projects:project_file", args=["csv"])).getvalue().decode()
    assert f"\"'{opener}HYPERLINK" in content
    assert f'"{opener}HYPERLINK' not in content


@pytest.mark.parametrize("text", STRANGE)
def test_every_alphabet_comes_back_as_it_was_typed(client: Client, text: str) -> None:
    """Stored, shown, found by its page, downloaded in three forms and printed; its sort key fits where it is kept."""
    title = text[:160]
    assert client.post(NEW, _form(title=title, need=text, tier="public")).status_code == 302
    item = Project.objects.get()
    assert item.title == title
    assert len(item.sort_key) <= 200
    page = client.get(item.get_absolute_url())
    assert title in text_of(page)
    for kind in ("csv", "xlsx", "json"):
        answer = client.get(reverse("projects:project_file", args=[kind]))
        assert answer.status_code == 200
        assert answer.getvalue()
    assert client.get(reverse("projects:municipality_paper", args=["syddjurs"])).status_code == 200


# --- letters that are none --------------------------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.parametrize("name", ["title", "need", "summary", "results", "learning", "reason", "contact_mailbox"])
def test_the_letter_zero_in_a_form_is_refused_at_its_field(client: Client, name: str) -> None:
    """PostgreSQL takes no such text: the form says so before, and keeps the rest."""
    page = client.post(NEW, _form(**{name: "a\0b"}))
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [name]
    assert not Project.objects.exists()


@pytest.mark.database
@pytest.mark.parametrize(
    "name", ["technology", "scale", "unit", "units", "participants", "target_groups", "status", "tier"]
)
@pytest.mark.parametrize("value", ["\0", "-1", "9" * 40, "x", "1 OR 1=1", "😀"])
def test_a_choice_that_is_none_is_refused_at_its_field(client: Client, name: str, value: str) -> None:
    """Also numbers that no database holds."""
    page = client.post(NEW, _form(**{name: value}))
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [name]


@pytest.mark.database
def test_half_letters_are_replaced_and_never_break(client: Client) -> None:
    """Bytes that are no UTF-8, in a form and in an address."""
    body = urlencode(_form()) + "&summary=%ED%A0%80%FF"
    assert client.post(NEW, body, content_type="application/x-www-form-urlencoded").status_code == 302
    assert "\ufffd" in Project.objects.get().summary
    for address, status in (("?q=%ED%A0%80", 200), ("?status=%ED%A0%80", 400), ("?side=%FF", 400)):
        assert client.get(reverse("projects:list") + address).status_code == status


# --- days, and what belongs to others ---------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(9999, 12, 31)])
def test_the_first_and_the_last_day_of_the_calendar_break_nothing(client: Client, day: date) -> None:
    """All pages and downloads of a project that began then, and what looks for its like."""
    assert client.post(NEW, _form(started_on=day.isoformat(), tier="public")).status_code == 302
    item = Project.objects.get()
    assert item.started_on == day
    addresses = [
        item.get_absolute_url(),
        _of(item, "edit_project"),
        reverse("projects:list"),
        reverse("projects:overview"),
        reverse("projects:municipality", args=["syddjurs"]),
        reverse("projects:municipality_paper", args=["syddjurs"]),
        "/api/v1/projects",
        *(reverse("projects:project_file", args=[kind]) for kind in ("csv", "xlsx", "json")),
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.getvalue() if answer.streaming else answer.content
    batch = _checked(client, f"title;need;technology;started_on\nSensor ved sengen;Ro;sengesensor;{day.isoformat()}\n")
    assert batch.counts["duplicates"] == 1


@pytest.mark.parametrize("typed", [("32", "13", "2026"), ("0", "0", "0"), ("1", "1", "99999"), ("٣", "x", "")])
def test_a_day_that_is_none_stands_as_it_was_typed(client: Client, typed: tuple[str, str, str]) -> None:
    """The three boxes keep what was in them."""
    boxes = dict(zip(("started_on_day", "started_on_month", "started_on_year"), typed, strict=True))
    page = client.post(NEW, _form(**boxes))
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["started_on"]
    for name, value in boxes.items():
        assert f'name="{name}"' in page.content.decode()
        assert f'value="{value}"' in page.content.decode() or not value


def test_what_belongs_to_another_municipality_cannot_be_chosen(client: Client) -> None:
    """Its unit, alone or among the own ones, and the own municipality as a guest: refused on both forms."""
    foreign, own = unit("Fremmed", municipality("Aarhus")), unit()
    item = project("Før")
    wrong: list[tuple[str, object]] = [
        ("unit", foreign.pk),
        ("units", [own.pk, foreign.pk]),
        ("participants", [municipality().pk]),
    ]
    for name, value in wrong:
        for address in (NEW, _of(item, "edit_project")):
            page = client.post(address, _form(version=item.version, **{name: value}))
            assert page.status_code == 200
            assert list(page.context["form"].errors) == [name]
    assert list(Project.objects.values_list("title", "version")) == [("Før", 1)]


def test_a_retired_paragraph_stays_where_it_is_and_comes_nowhere_new(client: Client) -> None:
    """Editing something else keeps it; a new project cannot choose it."""
    old = code("paragraph", "SEL-85")
    item = project("Gammelt", paragraphs=[old])
    Code.objects.filter(pk=old.pk).update(valid_to=date(2025, 12, 31))
    kept = _form(title="Nyt navn", paragraphs=[old.pk], version=item.version)
    assert client.post(_of(item, "edit_project"), kept).status_code == 302
    item.refresh_from_db()
    assert (item.title, [one.code for one in item.paragraphs.all()]) == ("Nyt navn", ["SEL-85"])
    page = client.post(NEW, _form(paragraphs=[old.pk]))
    assert list(page.context["form"].errors) == ["paragraphs"]


# --- two at once ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("edit_project", {"title": "Min titel"}, lambda item: item.title == "Før"),
        (
            "step_project",
            {"to_status": "stopped", "reason": "Min titel", **TODAY},
            lambda item: item.status == Status.IDEA,
        ),
        ("share_project", {"tier": "public"}, lambda item: item.tier == "municipalities"),
    ],
)
def test_the_second_of_two_is_told_and_loses_nothing(
    client: Client, name: str, typed: dict[str, str], stored: Callable[[Project], bool]
) -> None:
    """409 with what was typed; sent again with the newer version it is stored, knowingly."""
    item = project("Før")
    data: dict[str, Any] = {**(_form() if name == "edit_project" else {}), **typed, "version": 1}
    confirm_project(by=SYSTEM, project=Project.objects.get(pk=item.pk))
    page = client.post(_of(item, name), data)
    assert page.status_code == 409
    assert_clean_html(page)
    assert "Min titel" in text_of(page) or name == "share_project"
    assert stored(Project.objects.get())
    assert client.post(_of(item, name), data | {"version": page.context["expected_version"]}).status_code == 302
    assert not stored(Project.objects.get())


def test_two_imports_of_one_list_at_the_same_time_write_it_once(client: Client) -> None:
    """Both were checked while nothing was there; the second looks again before it writes, and holds back."""
    content = "title;need;technology\nSensor ved sengen;Ro;sengesensor\nLoftlift i stuen;Ryg;loftlift\n"
    other = client_of(holding("programme_manager"))
    first, second = _checked(client, content), _checked(other, content)
    assert [batch.counts["duplicates"] for batch in (first, second)] == [0, 0]
    for who, batch in ((client, first), (other, second)):
        who.post(_step(batch, "start"), {"version": batch.version})
        batch.refresh_from_db()
    assert [(batch.counts["imported"], batch.counts["skipped"]) for batch in (first, second)] == [(2, 0), (0, 2)]
    other.post(_step(second, "undo"), {"version": second.version})
    assert Project.objects.count() == 2
