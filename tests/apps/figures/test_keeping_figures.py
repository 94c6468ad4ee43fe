"""What the national editors do with published figures, and what is refused."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.landkort import refusal, technology
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding
from tovholder.apps.figures.actions import FigureFacts, add_figure, change_figure, restore_figure, withdraw_figure
from tovholder.apps.figures.models import PublishedFigure
from tovholder.apps.figures.selectors import figures_revision
from tovholder.apps.technologies.public import Publication
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.models import AuditEntry
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

NEW = "/tal/nyt/"


@pytest.fixture
def editor() -> Client:
    """A national editor, who sees the page of an error instead of the exception."""
    made = client_of(holding("national_editor"))
    made.raise_request_exception = False
    return made


def _facts(**values: Any) -> FigureFacts:
    given: dict[str, Any] = {
        "statement_da": "Kommuner, der har prøvet det.",
        "value": "38",
        "unit": "pct",
        "topic": "training",
        "base_da": "kommuner, der svarede",
        "n": 84,
        "publication": Publication.objects.get(key="sus-2016"),
    }
    return FigureFacts(**(given | values))


def _form(**values: object) -> dict[str, object]:
    return {
        "statement_da": "Kommuner, der har prøvet det.",
        "value": "38",
        "unit": "pct",
        "topic": "training",
        "base_da": "kommuner, der svarede",
        "n": 84,
        "publication": Publication.objects.get(key="sus-2016").pk,
    } | values


def test_an_editor_adds_a_figure_and_its_page_checks_it(editor: Client) -> None:
    """32 of 84 fits; the address never changes, and the technology's page shows the figure."""
    answer = editor.post(NEW, _form(technology=technology("tyngdedyne").pk))
    made = PublishedFigure.objects.get(packaged=False)
    assert (answer.status_code, answer["Location"]) == (302, f"/tal/{made.key}/")
    text = text_of(Client().get(answer["Location"]))
    assert "32 ud af 84 afrundes til 38 pct., så andelen kan passe." in text
    assert "Kommuner, der har prøvet det." in text_of(Client().get("/teknologier/tyngdedyne/"))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"value": "mange"}, "value"),
        ({"value": "1.077", "unit": "projects"}, "value"),
        ({"base_da": ""}, "base_da"),
        ({"statement_da": ""}, "statement_da"),
        ({"statement_da": "å" * 601}, "statement_da"),
        ({"unit": "fantasi"}, "unit"),
        ({"topic": "fantasi"}, "topic"),
        ({"publication": ""}, "publication"),
        ({"publication": "9" * 30}, "publication"),
        ({"technology": "x"}, "technology"),
        ({"n": "-1"}, "n"),
        ({"n": "0"}, "n"),
        ({"n": "9" * 30}, "n"),
        ({"denominator": "0"}, "denominator"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(editor: Client, values: dict[str, object], field: str) -> None:
    """Nothing is stored, and every word is still there."""
    page = editor.post(NEW, _form(**values))
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert not PublishedFigure.objects.filter(packaged=False).exists()


@pytest.mark.parametrize(("numerator", "denominator"), [(85, 84), (1, None)])
def test_a_numerator_stands_on_a_denominator_that_is_larger(numerator: int, denominator: int | None) -> None:
    """The database would refuse it too."""
    told = refusal(lambda: add_figure(by=SYSTEM, facts=_facts(numerator=numerator, denominator=denominator)))
    assert told == {"__all__": ["Tælleren kan ikke stå alene og ikke være større end nævneren."]}


def test_a_share_above_a_hundred_is_shown_without_a_check() -> None:
    """A growth of 120 per cent is no share of anything; the page stands."""
    figure = add_figure(by=SYSTEM, facts=_facts(value="120"))
    page = Client().get(figure.get_absolute_url())
    assert page.status_code == 200
    assert page.context["rounding"] == ""


def test_a_share_of_our_own_that_misfits_its_counts_is_not_published(editor: Client) -> None:
    """Neither when made nor when changed; the counts are asked for; one that fits is published."""
    own = {"own": "on", "numerator": 13, "denominator": 35, "n": 35}
    page = editor.post(NEW, _form(value="38", **own))
    assert page.context["form"].errors == {"value": ["13 ud af 35 afrundes ikke til 38 pct. Ret tallet."]}
    page = editor.post(NEW, _form(value="38", own="on"))
    assert page.context["form"].errors == {"numerator": ["Vores egne andele skal have tæller og nævner."]}
    assert not PublishedFigure.objects.filter(packaged=False).exists()
    assert editor.post(NEW, _form(value="37", **own)).status_code == 302
    made = PublishedFigure.objects.get(packaged=False)
    assert "Vores eget tal, ikke citeret" in text_of(Client().get(made.get_absolute_url()))
    told = refusal(lambda: change_figure(by=SYSTEM, figure=made, facts=_facts(value="37,2", own=True, **_COUNTS)))
    assert told == {"value": ["13 ud af 35 afrundes ikke til 37,2 pct. Ret tallet."]}
    assert change_figure(by=SYSTEM, figure=made, facts=_facts(value="37,1", own=True, **_COUNTS)).value == "37,1"
    told = refusal(lambda: change_figure(by=SYSTEM, figure=made, facts=_facts(value="137", own=True, **_COUNTS)))
    assert list(told) == ["value"]


_COUNTS = {"numerator": 13, "denominator": 35}


def test_a_quoted_share_that_misfits_is_shown_with_what_may_be_the_matter(editor: Client) -> None:
    """It may be wrong in print. One alone: other bases of its source, and the shares that its n can give."""
    source = Publication.objects.get(key="statusrapport-2017")
    editor.post(NEW, _form(value="42", n=58, publication=source.pk, topic="screen_visits"))
    made = PublishedFigure.objects.get(packaged=False)
    text = text_of(Client().get(made.get_absolute_url()))
    assert "Intet helt antal ud af 58 afrundes til 42 pct." in text
    assert "35 ud af 84" in text
    assert "n kan give 41 eller 43 pct." in text


SCRIPT = """"><script>alert('x')</script><img src=x onerror=alert(1)>"""


@pytest.mark.parametrize("words", [SCRIPT, "🤖👩🏽‍🦽", "\u202eæøå\u202c", "{{ 7|add:7 }}", "%s %(name)s {0}"])
def test_what_is_typed_is_shown_as_text(words: str) -> None:
    """On the page, in the list, in the chart beside another share."""
    figure = add_figure(by=SYSTEM, facts=_facts(statement_da=words, base_da=words, check_da=words, place=words[:100]))
    add_figure(by=SYSTEM, facts=_facts(statement_da="Den anden", value="19", base_da=words))
    for address in (figure.get_absolute_url(), "/tal/?emne=training&kilde=sus-2016"):
        page = Client().get(address)
        assert_clean_html(page)
        assert " ".join(words.split()) in text_of(page)


def test_two_editors_at_once_are_told_of_each_other(editor: Client) -> None:
    """The later one sees both versions; who saves again with the new version overwrites knowingly."""
    figure = add_figure(by=SYSTEM, facts=_facts())
    change_figure(by=actor("national_editor"), figure=figure, facts=_facts(value="39"), expected_version=1)
    with pytest.raises(ConflictError):
        change_figure(by=SYSTEM, figure=figure, facts=_facts(value="40"), expected_version=1)
    address = reverse("figures:edit", args=[figure.key])
    page = editor.post(address, _form(value="40", version=1))
    assert page.status_code == 409
    text = text_of(page)
    assert "39" in text
    assert "40" in page.content.decode()
    assert editor.post(address, _form(value="40", version=2)).status_code == 302
    figure.refresh_from_db()
    assert (figure.value, figure.version) == ("40", 3)


def test_a_withdrawn_figure_keeps_its_address_and_tells_why(editor: Client) -> None:
    """It leaves list, panels and the API's list; an editor may show it again."""
    key = "status-2017-forflytning-to-til-en"
    address = reverse("figures:withdraw", args=[key])
    assert list(editor.post(address, {"reason": " "}).context["form"].errors) == ["reason"]
    assert editor.post(address, {"reason": "Kilden er rettet.", "version": 1}).status_code == 302
    page = Client().get(f"/tal/{key}/")
    assert_clean_html(page)
    assert "Kilden er rettet." in text_of(page)
    assert "Vis tallet igen" not in text_of(page)
    assert key not in {figure.key for figure in Client().get("/tal/").context["found"].figures}
    assert [figure.key for figure in Client().get("/tal/?vis=trukket").context["found"].figures] == [key]
    assert "2→1" not in text_of(Client().get("/teknologier/forflytning/"))
    listed = Client().get("/api/v1/figures", {"technology": "forflytning"}).json()
    assert key not in {item["key"] for item in listed["items"]}
    one = Client().get(f"/api/v1/figures/{key}").json()
    assert (one["state"], one["withdrawn_reason"]) == ("withdrawn", "Kilden er rettet.")
    assert editor.post(reverse("figures:restore", args=[key])).status_code == 302
    assert "2→1" in text_of(Client().get("/teknologier/forflytning/"))


def test_a_reason_is_asked_for_by_the_action_itself() -> None:
    """Whoever calls it."""
    figure = PublishedFigure.objects.get(key="status-2017-projekter")
    with pytest.raises(ValidationError):
        withdraw_figure(by=SYSTEM, figure=figure, reason="  ")


def test_every_act_is_one_entry_in_the_log_and_moves_the_revision() -> None:
    """Added, changed, withdrawn, restored."""
    before = figures_revision()
    figure = add_figure(by=SYSTEM, facts=_facts())
    change_figure(by=SYSTEM, figure=figure, facts=_facts(value="39"))
    withdraw_figure(by=SYSTEM, figure=figure, reason="Forkert")
    restore_figure(by=SYSTEM, figure=figure)
    acts = AuditEntry.objects.filter(object_id=figure.public_id).order_by("id").values_list("action", flat=True)
    assert list(acts) == [f"figures.{name}_figure" for name in ("add", "change", "withdraw", "restore")]
    assert figures_revision() == before + 4
