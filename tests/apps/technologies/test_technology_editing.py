"""National editors write the catalogue; nobody else does, and nothing typed is lost."""

import pytest
from django.test import Client

from tests.apps.technologies.catalogue_made import WHY, entry, facts, sent, told
from tests.landkort import refusal
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, code, holding
from tovholder.apps.technologies.actions import (
    add_point,
    change_technology,
    create_technology,
    move_point,
    remove_point,
    retire_technology,
)
from tovholder.apps.technologies.content import facts_in, snapshot_of
from tovholder.apps.technologies.models import Point, Publication, Technology
from tovholder.apps.technologies.selectors import current_technologies
from tovholder.foundation.audit.models import AuditEntry
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

PAGE = "/teknologier/skaermbesoeg/"
SCRIPT = "<script>alert('hej')</script>"


@pytest.fixture
def editor() -> Client:
    """The browser of a national editor."""
    return client_of(holding("national_editor"))


def test_an_editor_adds_an_entry_and_changes_it(editor: Client) -> None:
    """By the forms: the address is made of the name; the page tells what was written; the audit tells who."""
    made = editor.post(
        "/teknologier/ny/",
        {
            "name": "Sansevæg på gangen",
            "kind": "thing",
            "description_da": "En væg, der svarer.",
            "category": code("landkort_category", "other").pk,
            "aliases": "lysvæg\n\n lysvæg \nlydvæg",
            "why": "Ny i kataloget",
        },
    )
    assert (made.status_code, made["Location"]) == (302, "/teknologier/sansevaeg_paa_gangen/")
    item = entry("sansevaeg_paa_gangen")
    assert (item.alias_list, item.edition, item.editions.count()) == (["lysvæg", "lydvæg"], 1, 1)
    answer = editor.post(f"{item.get_absolute_url()}ret/", sent(item, description_da="En væg, der svarer med lys."))
    assert answer.status_code == 302
    assert "En væg, der svarer med lys." in text_of(Client().get(item.get_absolute_url()))
    logged = AuditEntry.objects.filter(object_id=item.public_id).order_by("id").values_list("action", flat=True)
    assert list(logged) == ["technologies.create_technology", "technologies.change_technology"]


def test_the_form_holds_what_the_entry_says(editor: Client) -> None:
    """Saving it untouched is no edit: version and editions stay."""
    before = entry()
    answer = editor.post(f"{PAGE}ret/", sent(before))
    after = entry()
    assert (answer.status_code, after.version, after.edition) == (302, before.version, 0)
    assert snapshot_of(after) == snapshot_of(before)


def test_a_supplier_who_posts_is_refused_and_nothing_changes() -> None:
    """403 at every writing address, as for everybody else who is no editor; the entry, its points and history stay."""
    before, points = snapshot_of(entry()), Point.objects.count()
    point = entry().points.all()[0]
    at_point = f"{PAGE}punkter/{point.kind}/{point.public_id}/"
    addresses = {
        f"{PAGE}ret/": sent(entry(), description_da="Køb hos os."),
        "/teknologier/ny/": {"name": "Vores"},
        f"{PAGE}punkter/citizen_benefit/nyt/": {"text_da": "Bedst.", "why": WHY},
        f"{at_point}ret/": {"text_da": "Bedst.", "why": WHY},
        f"{at_point}flyt/": {"op": "1"},
        f"{at_point}fjern/": {},
        f"{PAGE}udgaa/": {"why": WHY},
        f"{PAGE}dele/": {},
        "/kilder/ny/": {"key": "os"},
    }
    for role in ("supplier", "coordinator", "unit_leader"):
        client = client_of(holding(role))
        assert {
            address: client.post(address, form).status_code for address, form in addresses.items()
        } == dict.fromkeys(addresses, 403)
    assert (snapshot_of(entry()), Point.objects.count(), entry().edition) == (before, points, 0)


def test_two_editors_at_once_get_a_page_with_both_texts(editor: Client) -> None:
    """409 for the second: what they typed beside what stands; sending again with the new version saves it."""
    mine = sent(entry(), description_da="Min tekst.")
    theirs = facts_in(snapshot_of(entry()) | {"description_da": "Deres tekst."})
    change_technology(by=actor("national_editor"), technology=entry(), facts=theirs, why=WHY)
    page = editor.post(f"{PAGE}ret/", mine)
    assert page.status_code == 409
    assert_clean_html(page)
    text = text_of(page)
    assert "Min tekst." in text
    assert "Deres tekst." in text
    assert entry().description_da == "Deres tekst."
    assert editor.post(f"{PAGE}ret/", mine | {"version": entry().version}).status_code == 302
    assert entry().description_da == "Min tekst."


def test_a_point_that_somebody_removed_meanwhile_is_not_lost(editor: Client) -> None:
    """The form comes back with every word, ready to be saved as a new point."""
    point = add_point(by=SYSTEM, technology=entry(), point=told(text="Først."), why=WHY)
    address = f"{PAGE}punkter/citizen_benefit/{point.public_id}/ret/"
    form = {"text_da": "Mine mange ord.", "why": WHY, "version": entry().version}
    remove_point(by=SYSTEM, point=point)
    page = editor.post(address, form)
    assert page.status_code == 409
    assert "Mine mange ord." in text_of(page)
    assert f'action="{PAGE}punkter/citizen_benefit/nyt/"' in page.content.decode()
    saved = editor.post(f"{PAGE}punkter/citizen_benefit/nyt/", form | {"version": entry().version})
    assert saved.status_code == 302
    assert entry().points.filter(text_da="Mine mange ord.").count() == 1


def test_two_editors_at_one_point_get_both_texts(editor: Client) -> None:
    """A point counts as its entry: whoever comes second sees the other's words."""
    point = add_point(by=SYSTEM, technology=entry(), point=told(text="Først."), why=WHY)
    shown = entry().version
    add_point(by=SYSTEM, technology=entry(), point=told(text="Et andet."), why=WHY)
    form = {"text_da": "Mine ord.", "why": WHY, "version": shown}
    page = editor.post(f"{PAGE}punkter/citizen_benefit/{point.public_id}/ret/", form)
    assert page.status_code == 409
    assert "Mine ord." in text_of(page)
    assert Point.objects.get(pk=point.pk).text_da == "Først."


def test_points_are_added_moved_and_removed_by_plain_forms(editor: Client) -> None:
    """Without a script: each step is a form that comes back to the list of points."""
    item = create_technology(by=SYSTEM, facts=facts(), why=WHY)
    page = item.get_absolute_url()
    theme = code("barrier_theme", "staff")
    source = Publication.objects.get(key="raaderum-2022")
    for text in ("Ét", "To", "Tre"):
        form = {
            "text_da": text,
            "code": theme.pk,
            "publication": source.pk,
            "why": WHY,
            "version": entry(item.slug).version,
        }
        answer = editor.post(f"{page}punkter/barrier/nyt/", form)
        assert (answer.status_code, answer["Location"]) == (302, f"{page}punkter/#barrier")
    third = item.points.get(text_da="Tre")
    address = f"{page}punkter/barrier/{third.public_id}/flyt/"
    editor.post(address, {"op": "1", "version": entry(item.slug).version})
    assert [point.text_da for point in item.points.all()] == ["Ét", "Tre", "To"]
    assert editor.post(address, {"ned": "1"}).status_code == 409
    editor.post(address, {"ned": "1", "version": entry(item.slug).version})
    editor.post(address, {"ned": "1", "version": entry(item.slug).version})
    assert [point.text_da for point in item.points.all()] == ["Ét", "To", "Tre"]
    editor.post(f"{page}punkter/barrier/{third.public_id}/fjern/", {"version": entry(item.slug).version})
    assert [(point.text_da, point.code, point.publication) for point in item.points.all()] == [
        ("Ét", theme, source),
        ("To", theme, source),
    ]
    listed = editor.get(f"{page}punkter/")
    assert_clean_html(listed)
    assert "Medarbejdergruppen: Ét KL 2022" in text_of(listed)


def test_a_form_that_names_no_version_changes_nothing_and_shows_both(editor: Client) -> None:
    """Neither words nor a retirement nor a return goes over what its sender may not have seen."""
    form = sent(entry(), description_da="Min tekst.")
    del form["version"]
    page = editor.post(f"{PAGE}ret/", form)
    assert page.status_code == 409
    assert_clean_html(page)
    text = text_of(page)
    assert "Se, hvad der står nu" in text
    assert "imens" not in text
    assert "Min tekst." in text
    assert entry().description_da in text
    assert editor.post(f"{PAGE}udgaa/", {"on": "2026-11-20", "why": WHY}).status_code == 409
    assert (entry().edition, entry().retired_on) == (0, None)
    retire_technology(by=SYSTEM, technology=entry(), on=clock.today(), why=WHY)
    assert editor.post(f"{PAGE}udgaa/", {"tilbage": "1"}).status_code == 409
    assert entry().retired_on == clock.today()


def test_a_removal_with_an_old_version_is_refused(editor: Client) -> None:
    """Somebody wrote since the list was shown: the point stays, and the page says so."""
    point = entry().points.all()[0]
    shown = entry().version
    add_point(by=SYSTEM, technology=entry(), point=told(), why=WHY)
    address = f"{PAGE}punkter/{point.kind}/{point.public_id}/fjern/"
    page = editor.post(address, {"version": shown}, follow=True)
    assert "En anden har gemt imens." in text_of(page)
    assert Point.objects.filter(pk=point.pk).exists()


def test_moving_at_the_end_does_nothing() -> None:
    """The first goes no higher, and no edition is made of it."""
    point = entry().points.filter(kind="citizen_benefit")[0]
    move_point(by=SYSTEM, point=point, up=True)
    assert entry().edition == 0


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ({"kind": "barrier"}, {"code": ["Vælg et emne. Krav og barrierer hører under et emne fra listen."]}),
        ({"kind": "glaede"}, {"kind": ["Vælg, hvad punktet handler om."]}),
        (
            {"text": "x" * 1001},
            {"text_da": ["Teksten er på 1001 tegn. Der er plads til 1000. Skriv den kortere."]},
        ),
    ],
)
def test_a_point_that_cannot_be_is_refused(point: dict[str, str], said: dict[str, list[str]]) -> None:
    """By field, in Danish, and nothing is kept."""
    before = entry().points.count()
    assert refusal(lambda: add_point(by=SYSTEM, technology=entry(), point=told(**point), why=WHY)) == said
    assert (entry().points.count(), entry().edition) == (before, 0)


def test_a_code_of_another_list_is_refused() -> None:
    """A barrier is not under an ability."""
    wrong = told("barrier", code=code("citizen_ability", "see"))
    assert refusal(lambda: add_point(by=SYSTEM, technology=entry(), point=wrong, why=WHY)) == {
        "code": ["Emnet hører til en anden slags punkt. Vælg et fra listen."]
    }


def test_an_edit_says_why_and_keeps_to_the_lengths() -> None:
    """Without a reason, with a taken name or with too long a text nothing is written."""
    item = entry()
    long = facts_in(snapshot_of(item) | {"description_da": "x" * 4001})
    assert refusal(lambda: change_technology(by=SYSTEM, technology=entry(), facts=long, why=WHY)) == {
        "description_da": ["Teksten er på 4001 tegn. Der er plads til 4000. Skriv den kortere."]
    }
    new = facts_in(snapshot_of(item) | {"description_da": "Andet."})
    assert refusal(lambda: change_technology(by=SYSTEM, technology=entry(), facts=new, why="  ")) == {
        "why": ["Skriv kort, hvad du har ændret og hvorfor. Det står i historikken."]
    }
    assert refusal(lambda: create_technology(by=SYSTEM, facts=facts(item.name), why=WHY)) == {
        "name": ["Kataloget har allerede en teknologi med det navn. Ret den, eller vælg et andet."]
    }
    assert (entry().description_da, entry().edition) == (item.description_da, 0)


def test_what_an_editor_writes_is_text_and_never_a_script() -> None:
    """On the page, the list, the comparison and in the history it is shown as it was written."""
    item = create_technology(by=SYSTEM, facts=facts(f"Væg {SCRIPT}", description_da=SCRIPT), why=SCRIPT)
    add_point(by=SYSTEM, technology=item, point=told(text=SCRIPT), why=SCRIPT)
    page = item.get_absolute_url()
    compared = f"/teknologier/sammenlign/?t={item.slug}&t=skaermbesoeg"
    for address in (page, "/teknologier/?q=alert", compared, f"{page}historik/", f"{page}historik/?fra=1&til=2"):
        answer = Client().get(address)
        assert_clean_html(answer)
        assert "<script>alert" not in answer.content.decode(), address
    assert SCRIPT in text_of(Client().get(page))


def test_a_retired_entry_is_kept_marked_and_not_offered(editor: Client) -> None:
    """The page tells of its heir, the list leaves it out unless asked, new choices do not have it; it can return."""
    heir = entry("telemedicin")
    form = {"on": "2026-11-20", "merged_into": heir.pk, "why": WHY, "version": entry().version}
    assert editor.post(f"{PAGE}udgaa/", form).status_code == 302
    text = text_of(Client().get(PAGE))
    assert "Den udgik 20. november 2026." in text
    assert f"Se i stedet {heir.name}" in text
    assert entry() not in current_technologies()
    listed = Client().get("/teknologier/")
    assert entry() not in listed.context["catalogue"].found
    assert entry() in Client().get("/teknologier/?udgaaede=1").context["catalogue"].found
    assert f'name="version" value="{entry().version}"' in editor.get(f"{PAGE}udgaa/").content.decode()
    assert editor.post(f"{PAGE}udgaa/", {"tilbage": "1", "version": entry().version}).status_code == 302
    assert (entry().retired_on, entry().merged_into, entry() in current_technologies()) == (None, None, True)


def test_an_heir_is_another_entry_that_is_still_there() -> None:
    """Neither itself nor a retired one."""
    said = {"merged_into": ["Vælg en anden teknologi, der stadig er i kataloget."]}
    today = clock.today()
    itself = refusal(lambda: retire_technology(by=SYSTEM, technology=entry(), on=today, why=WHY, merged_into=entry()))
    assert itself == said
    retire_technology(by=SYSTEM, technology=entry("telemedicin"), on=today, why=WHY)
    gone = entry("telemedicin")
    assert (
        refusal(lambda: retire_technology(by=SYSTEM, technology=entry(), on=today, why=WHY, merged_into=gone)) == said
    )


@pytest.mark.requirement("LAW-07")
def test_a_retired_paragraph_is_told_and_not_offered_anew(editor: Client) -> None:
    """Kept where it was chosen, with its last day; not among the choices of an entry that never had it."""
    item = Technology.objects.filter(paragraphs__code="SUL-119-patient").first()
    assert item is not None
    paragraph = code("paragraph", "SUL-119-patient")
    with clock.clock_at(clock.today().replace(year=2027)):
        assert "gjaldt til 31. december 2026" in text_of(Client().get(item.get_absolute_url()))
        kept = editor.get(f"{item.get_absolute_url()}ret/").context["form"].fields["paragraphs"].queryset
        never = editor.get("/teknologier/loftlift/ret/").context["form"].fields["paragraphs"].queryset
        assert (paragraph in kept, paragraph in never) == (True, False)
        assert editor.post(f"{item.get_absolute_url()}ret/", sent(item, origin="KL 2026")).status_code == 302
    assert paragraph in entry(item.slug).paragraphs.all()


def test_addresses_of_the_catalogue_are_never_given_away() -> None:
    """An entry called like a page gets a number behind it, and so does the second of a name."""
    names = [create_technology(by=SYSTEM, facts=facts(name), why=WHY).slug for name in ("Sammenlign", "Ny", "Ny 2!")]
    assert names == ["sammenlign_2", "ny_2", "ny_2_2"]
