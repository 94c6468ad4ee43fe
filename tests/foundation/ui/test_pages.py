"""The pages of this room, the page kinds, and the pages for what went wrong."""

import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from tovholder.foundation.ui.samples import SAMPLES
from tovholder.foundation.ui.values import Conflict

PAGES = ["ui:about", "ui:privacy", "ui:accessibility", "ui:styleguide"]
KINDS = ["overview", "list", "object", "form", "board", "citizen", "paper"]
ERRORS = ["400", "403", "404", "409", "413", "500"]
ID = re.compile(r'\sid="([^"]+)"')


def page(template: str, **context: object) -> str:
    """A template as a stranger gets it, in Danish."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with translation.override("da"):
        return render_to_string(template, context, request)


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_pages_about_the_product_are_open_to_all(client: Client, name: str) -> None:
    """Nobody needs a login to read what this is."""
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.django_db
def test_the_style_guide_shows_every_sample(client: Client) -> None:
    """Each registered sample has its heading there, and no id stands twice."""
    html = client.get(reverse("ui:styleguide"), headers={"accept-language": "da"}).content.decode()
    assert html.count('id="proeve-') - html.count('id="proeve-name') >= len(SAMPLES)
    ids = ID.findall(html)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.django_db
def test_nothing_is_inline(client: Client) -> None:
    """The content security policy allows neither inline styles nor inline scripts, so the pages have none."""
    html = client.get(reverse("ui:styleguide")).content.decode()
    assert re.findall(r"\sstyle=|\son[a-z]+=|<style|<script>", html) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_kind_stands_alone(kind: str) -> None:
    """A page kind with nothing filled in is a whole page with one heading."""
    html = page(f"ui/pages/{kind}.html", page_title="Prøve")
    assert [html.count(part) for part in ("<h1>", '<main id="indhold"', "</html>")] == [1, 1, 1]


@pytest.mark.parametrize("code", ERRORS)
def test_every_error_page_says_what_to_do(code: str) -> None:
    """One heading, and a way on."""
    html = page(f"ui/errors/{code}.html")
    assert html.count("<h1>") == 1
    assert re.search(r'<a class="button [^"]+" href="/"', html) is not None


def test_a_conflict_shows_both_and_loses_nothing() -> None:
    """What the user typed stands beside what the other saved, escaped, with who and when."""
    html = page(
        "ui/errors/409.html",
        conflicts=[Conflict("Navn", "<b>mit</b>", "andet"), Conflict("Status", "Pilot", "Pilot")],
        saved_by="Jens Skov",
        saved_at=datetime(2026, 11, 20, 13, 5, tzinfo=UTC),
        kept_fields=[("version", "3")],
    )
    words = " ".join(re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1]).split())
    assert "Jens Skov gemte 20. november 2026 kl. 14.05" in words
    assert "Navn Du skrev &lt;b&gt;mit&lt;/b&gt; Nu står der andet" in words
    assert '<input type="hidden" name="version" value="3">' in html


def test_the_demo_says_that_its_data_are_invented() -> None:
    """Once, on every page; and nowhere else than in the demo."""
    counts = {mode: page("ui/pages/overview.html", demo_mode=mode).count("Opfundne data") for mode in (True, False)}
    assert counts == {True: 1, False: 0}


def test_the_list_works_without_javascript() -> None:
    """The filter form is a plain GET form with a button."""
    html = page("ui/pages/list.html", page_title="Projekter")
    assert re.search(r'<form class="tv-list__filters"[^>]+method="get"', html) is not None
    assert html.count("Vis resultater</button>") == 1


@pytest.mark.parametrize(("given", "begins"), [({"day": ""}, "Fejl: Ny aftale"), ({"day": "2026-11-22"}, "Ny aftale")])
def test_the_title_says_first_that_something_is_wrong(given: dict[str, str], begins: str) -> None:
    """Who hears the title of the page read aloud after sending a form knows at once that it was not saved."""

    class DayForm(forms.Form):
        day = forms.DateField()

    html = page("ui/pages/form.html", page_title="Ny aftale", form=DayForm(given), back_href="/")
    title = re.search(r"<title>(.*?) – Tovholder</title>", html)
    assert title is not None
    assert title.group(1) == begins
