"""Who writes cases, what is refused, two at once, and what waits for whom."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.landkort import refusal, technology
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding, municipality
from tovholder.apps.cases.actions import (
    CaseFacts,
    add_case,
    change_case,
    restore_case,
    verify_case,
    withdraw_case,
)
from tovholder.apps.cases.models import Case, LinkState, a_year_after, a_year_before
from tovholder.apps.cases.selectors import cases_revision, waiting_for
from tovholder.apps.technologies.public import Publication
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.models import AuditEntry
from tovholder.kernel.clock import clock_at

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
NEW = "/cases/ny/"


def _facts(**values: object) -> CaseFacts:
    given: dict[str, object] = {
        "title_da": "Skærmbesøg om natten",
        "summary_da": "Vi ringede i stedet for at køre.",
        "url": "https://www.syddjurs.example/case",
        "municipalities": [municipality()],
        "technologies": [technology()],
    }
    return CaseFacts(**(given | values))  # type: ignore[arg-type]  # values by name


def _form(**values: object) -> dict[str, object]:
    return {
        "title_da": "Skærmbesøg om natten",
        "summary_da": "Vi ringede i stedet for at køre.",
        "url": "https://www.syddjurs.example/case",
        "municipalities": [municipality().pk],
        "technologies": [technology().pk],
    } | values


def test_a_coordinator_adds_a_case_of_the_own_municipality_and_keeps_it() -> None:
    """It is public at once, the form has the municipality ticked, and the page offers to edit and verify."""
    client = client_of(holding())
    assert f'value="{municipality().pk}" ' in client.get(NEW).content.decode()
    answer = client.post(NEW, _form())
    case = Case.objects.get(title_da="Skærmbesøg om natten")
    assert (answer.status_code, answer["Location"]) == (302, case.get_absolute_url())
    assert (case.keeper, list(case.municipalities.all()), case.packaged) == (municipality(), [municipality()], False)
    page = client.get(case.get_absolute_url())
    assert_clean_html(page)
    assert "Jeg har efterprøvet linket i dag" in text_of(page)
    stranger = text_of(Client().get(case.get_absolute_url()))
    assert "Skærmbesøg om natten" in stranger
    assert "Jeg har efterprøvet linket i dag" not in stranger


def test_a_coordinator_adds_no_case_of_others() -> None:
    """Told at the field; an editor may."""
    client = client_of(holding())
    page = client.post(NEW, _form(municipalities=[municipality("Randers").pk]))
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["municipalities"]
    editor = client_of(holding("national_editor"))
    assert editor.post(NEW, _form(municipalities=[municipality("Randers").pk])).status_code == 302
    made = Case.objects.get(title_da="Skærmbesøg om natten")
    assert (made.keeper, [place.name for place in made.municipalities.all()]) == (None, ["Randers"])


def test_another_coordinator_and_a_reader_may_not_touch_it() -> None:
    """403 for editing, withdrawing and verifying; the keeper and the editor may."""
    case = add_case(by=actor(), facts=_facts())
    for who in (holding(at="Randers"), holding("reader")):
        client = client_of(who)
        assert client.get(reverse("cases:edit", args=[case.key])).status_code == 403
        assert client.get(reverse("cases:withdraw", args=[case.key])).status_code == 403
        assert client.post(reverse("cases:verify", args=[case.key])).status_code == 403
    assert client_of(holding("national_editor")).get(reverse("cases:edit", args=[case.key])).status_code == 200


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://kl.dk/x",
        "file:///etc/passwd",
        "https://",
        "https://a b",
        "x" * 600,
    ],
)
def test_a_link_that_is_no_page_of_the_web_is_refused(link: str) -> None:
    """At the field, and by the action itself; nothing is stored."""
    page = client_of(holding()).post(NEW, _form(url=link))
    assert page.status_code == 200
    assert "url" in page.context["form"].errors
    with pytest.raises(ValidationError):
        add_case(by=actor("national_editor"), facts=_facts(url=link))
    assert not Case.objects.filter(packaged=False).exists()


def test_a_case_needs_a_link_or_a_source_and_no_day_to_come() -> None:
    """Told by field."""
    told = refusal(lambda: add_case(by=actor(), facts=_facts(url="", source_updated_on=date(2027, 1, 1))))
    assert sorted(told) == ["source_updated_on", "url"]
    source = Publication.objects.get(key="sus-2016")
    assert (
        add_case(
            by=actor(at="Randers"), facts=_facts(url="", publication=source, municipalities=[municipality("Randers")])
        ).url
        == ""
    )


SCRIPT = """"><script>alert('x')</script><img src=x onerror=alert(1)>"""


def test_what_is_typed_is_shown_as_text() -> None:
    """Script in title, story and link stays text on page, list and in panels."""
    case = add_case(by=actor(), facts=_facts(title_da=SCRIPT, summary_da=SCRIPT, url="https://x.example/?q=%22><b>"))
    for address in (case.get_absolute_url(), "/cases/", "/kommuner/syddjurs/"):
        page = Client().get(address)
        assert_clean_html(page)
        assert SCRIPT[:30] in text_of(page)


def test_two_editors_at_once_are_told_of_each_other() -> None:
    """The later one sees both versions and loses no word; also when only a tick was changed."""
    case = add_case(by=actor("national_editor"), facts=_facts())
    editor = actor("national_editor")
    change_case(by=editor, case=case, facts=_facts(technologies=[]), expected_version=1)
    assert case.version == 2
    with pytest.raises(ConflictError):
        change_case(by=editor, case=case, facts=_facts(title_da="Den anden"), expected_version=1)
    client = client_of(holding("national_editor"))
    page = client.post(reverse("cases:edit", args=[case.key]), _form(title_da="Den anden", version=1))
    assert page.status_code == 409
    assert "Den anden" in page.content.decode()
    case.refresh_from_db()
    assert case.title_da == "Skærmbesøg om natten"


def test_one_click_verifies_and_another_link_is_not_verified_any_more() -> None:
    """The day and the name are kept; the name is shown to those who keep the case alone."""
    case = add_case(by=actor(), facts=_facts())
    keeper = client_of(holding())
    assert keeper.post(reverse("cases:verify", args=[case.key])).status_code == 302
    case.refresh_from_db()
    assert (case.verified_on, case.verified_by_name) == (TODAY, "coordinator syddjurs")
    assert "coordinator syddjurs" in text_of(keeper.get(case.get_absolute_url()))
    assert "coordinator syddjurs" not in text_of(Client().get(case.get_absolute_url()))
    change_case(by=actor("national_editor"), case=case, facts=_facts(title_da="Ny titel"))
    assert case.verified_on == TODAY
    change_case(by=actor("council_member"), case=case, facts=_facts(url="https://andet.example/"))
    again = Case.objects.get(pk=case.pk)
    assert (again.verified_on, again.verified_by_name) == (None, "")


def test_a_case_without_a_link_has_nothing_to_verify() -> None:
    """Told in a sentence; nothing changes."""
    case = Case.objects.get(key="telepresence-elever")
    with pytest.raises(ValidationError, match="intet link"):
        verify_case(by=actor("national_editor"), case=case)
    page = client_of(holding("national_editor", user=None)).post(reverse("cases:verify", args=[case.key]), follow=True)
    assert "Casen har intet link at efterprøve." in text_of(page)


def test_a_verification_holds_for_twelve_months() -> None:
    """Verified, then stale; a leap day ends in February."""
    case = Case(url="https://x.example/", verified_on=date(2025, 11, 21))
    assert case.link_state_on(date(2026, 11, 21)) == LinkState.VERIFIED
    assert case.link_state_on(date(2026, 11, 22)) == LinkState.STALE
    assert (a_year_before(date(2028, 2, 29)), a_year_after(date(2028, 2, 29))) == (date(2027, 2, 28), date(2029, 2, 28))


@pytest.mark.requirement("MAP-10")
def test_what_is_due_waits_for_the_editors_and_for_the_municipality_that_keeps_it() -> None:
    """Min uge: editors their own, the coordinator the own municipality's, nobody else any; two queries at most."""
    editor, keeper = actor("national_editor"), actor()
    own = add_case(by=keeper, facts=_facts())
    expected = set(Case.objects.filter(keeper=None).exclude(url="").values_list("key", flat=True))
    assert {case.key for case in waiting_for(editor, TODAY)} == expected
    assert [case.key for case in waiting_for(keeper, TODAY)] == [own.key]
    assert waiting_for(actor(at="Randers"), TODAY) == []
    assert waiting_for(actor("reader"), TODAY) == []
    verify_case(by=keeper, case=own)
    assert waiting_for(keeper, TODAY) == []
    assert [case.key for case in waiting_for(keeper, date(2027, 12, 1))] == [own.key]
    with clock_at(date(2027, 11, 23)):
        text = text_of(client_of(holding(user=None, starts_on=date(2024, 1, 2))).get("/min-uge/"))
    assert "Efterprøv linket til Skærmbesøg om natten" in text


def test_a_withdrawn_case_keeps_its_address_and_tells_why_without_its_story() -> None:
    """It leaves lists, panels and API; the keeper sees it whole and may show it again."""
    case = add_case(by=actor(), facts=_facts())
    keeper = client_of(holding())
    address = reverse("cases:withdraw", args=[case.key])
    page = keeper.post(address, {"reason": " ", "version": case.version})
    assert list(page.context["form"].errors) == ["reason"]
    assert keeper.post(address, {"reason": "Siden er taget ned.", "version": case.version}).status_code == 302
    shown = text_of(Client().get(case.get_absolute_url()))
    assert "Siden er taget ned." in shown
    assert "Vi ringede i stedet for at køre." not in shown
    assert case.title_da not in text_of(Client().get("/cases/"))
    assert case.title_da in text_of(Client().get("/cases/?vis=trukket"))
    said = Client().get(f"/api/v1/cases/{case.key}").json()
    assert (said["state"], said["summary"], said["url"]) == ("withdrawn", "", "")
    assert keeper.post(reverse("cases:restore", args=[case.key])).status_code == 302
    assert "Vi ringede i stedet for at køre." in text_of(Client().get(case.get_absolute_url()))


def test_every_act_is_one_entry_in_the_log_and_moves_the_revision() -> None:
    """Added, changed, verified, withdrawn, restored."""
    by = actor("national_editor")
    before = cases_revision()
    case = add_case(by=by, facts=_facts())
    change_case(by=by, case=case, facts=_facts(title_da="Ny"))
    verify_case(by=by, case=case)
    withdraw_case(by=by, case=case, reason="Forkert")
    restore_case(by=by, case=case)
    acts = AuditEntry.objects.filter(object_id=case.public_id).order_by("id").values_list("action", flat=True)
    assert list(acts) == [f"cases.{name}_case" for name in ("add", "change", "verify", "withdraw", "restore")]
    assert cases_revision() == before + 5
