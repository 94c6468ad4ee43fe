"""A technology's page: what it is, for whom, what it gives and demands, each thing with its source."""

import pytest
from django.test import Client

from tests.apps.technologies.catalogue_made import WHY, entry, facts, told
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, code, holding
from tovholder.apps.technologies.actions import add_point, create_technology
from tovholder.apps.technologies.kinds import PointKind
from tovholder.apps.technologies.models import Publication, Technology
from tovholder.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def _made() -> Technology:
    """An entry with one point of every kind, the first with a source."""
    item = create_technology(
        by=SYSTEM,
        facts=facts(
            target_groups=[code("target_group", "dementia")],
            paragraphs=[code("paragraph", "SEL-85"), code("paragraph", "SUL-140")],
            market_status=code("market_status", "immature"),
            mdr_class=code("mdr_class", "depends"),
            ai_act_class=code("ai_act_class", "limited"),
        ),
        why=WHY,
    )
    under = {
        PointKind.CITIZEN_DEMAND: code("citizen_ability", "see"),
        PointKind.PLACE_DEMAND: code("place_demand", "power"),
        PointKind.STAFF_DEMAND: code("staff_demand", "training"),
        PointKind.BARRIER: code("barrier_theme", "law"),
        PointKind.LEGAL_NOTE: code("paragraph", "SEL-85"),
    }
    source = Publication.objects.get(key="raaderum-2022")
    for kind in PointKind:
        publication = source if kind == PointKind.CITIZEN_BENEFIT else None
        point = told(kind.value, f"Sagt om {kind.value}.", code=under.get(kind), publication=publication)
        add_point(by=SYSTEM, technology=item, point=point, why=WHY)
    return item


@pytest.mark.requirement("TEC-26")
def test_the_page_says_everything_in_its_order() -> None:
    """What, whom, gains, demands, procedures, barriers, law, definitions, municipalities; all in the contents."""
    page = Client().get(_made().get_absolute_url())
    assert_clean_html(page)
    text = text_of(page).partition("Hvad er det? Hvem er det til?")[2]
    order = [
        "Hvad er det?",
        "Borgere med demens",
        "For borgeren",
        "Sagt om citizen_benefit. ( KL 2022 )",
        "For medarbejderne",
        "Sagt om staff_benefit. (Redaktionens egen vurdering)",
        "For økonomien",
        "Af borgeren",
        "Sagt om citizen_demand.",
        "Af stedet",
        "Sagt om place_demand.",
        "Af personalet",
        "Sagt om staff_demand.",
        "Arbejdsgange, der ændres",
        "Sagt om work_procedure.",
        "Kendte barrierer",
        "Barrierer i og fortolkning af lovgivning",
        "Sagt om barrier.",
        "Lovgivning og klasser",
        "SEL § 85 Socialpædagogisk støtte",
        "Sagt om legal_note.",
        "Afhænger af produktets formål",
        "Lokale definitioner",
        "På Landkortet",
    ]
    places = []
    start = 0
    for words in order:
        start = text.find(words, start)
        places.append(start)
    assert [words for words, place in zip(order, places, strict=True) if place < 0] == []
    html = page.content.decode()
    assert [item.href for item in page.context["contents"] if f'id="{item.href[1:]}"' not in html] == []


@pytest.mark.requirement("CLM-20")
def test_a_gain_in_money_without_a_source_is_said_to_be_undocumented() -> None:
    """Beside the claim, and where nothing at all is claimed; not where a publication stands behind it."""
    item = _made()
    text = text_of(Client().get(item.get_absolute_url()))
    assert "Sagt om economic_benefit. (Redaktionens egen vurdering) Ikke dokumenteret" in text
    assert "Økonomiske gevinster er ikke dokumenteret." in text
    empty = create_technology(by=SYSTEM, facts=facts("Uden tal"), why=WHY)
    assert "Økonomiske gevinster er ikke dokumenteret." in text_of(Client().get(empty.get_absolute_url()))
    source = Publication.objects.get(key="raaderum-2022")
    proven = told("economic_benefit", "Færre ture.", publication=source)
    add_point(by=SYSTEM, technology=empty, point=proven, why=WHY)
    assert "ikke dokumenteret" not in text_of(Client().get(empty.get_absolute_url()))


@pytest.mark.requirement("TEC-27")
def test_a_technology_tells_of_its_market_and_names_no_product() -> None:
    """The maturity of the market is a fact of the technology; it has no field for product or supplier."""
    item = _made()
    assert "Markedets modenhed Umodent: nogle produkter mangler drift eller support" in text_of(
        Client().get(item.get_absolute_url())
    )
    fields = {field.name for field in Technology._meta.get_fields()}
    assert {name for name in fields if "product" in name or "supplier" in name} == set()


@pytest.mark.requirement("TEC-01", "TEC-02", "TEC-03")
def test_the_words_of_the_field_are_explained_with_their_sources() -> None:
    """Social IT, IKT solution and welfare technology with what else it is called, each after a publication."""
    page = Client().get("/teknologier/begreber/")
    assert_clean_html(page)
    concepts = {item.anchor: item for item in page.context["concepts"]}
    assert (concepts["social-it"].sources[0].key, concepts["ikt-loesning"].sources[0].key) == ("sus-2016", "ikt-2016")
    assert concepts["velfaerdsteknologi"].also == ("hverdagsteknologi", "frihedsteknologi")
    text = text_of(page)
    for words in ("komme i kontakt, holde fast i relationer", "en QR-kode", "forebygge", "assistere", "levere"):
        assert words in text
    assert "Begreberne" in text_of(Client().get("/teknologier/"))


def test_only_editors_see_the_buttons_of_editing() -> None:
    """A reader and a coordinator do not; both can take the fact sheet along."""
    item = _made()
    seen = {
        role: "Ret tekst og fakta" in text_of(client_of(holding(role)).get(item.get_absolute_url()))
        for role in ("national_editor", "coordinator", "supplier")
    }
    assert seen == {"national_editor": True, "coordinator": False, "supplier": False}
    assert "Hent faktaark (PDF)" in text_of(Client().get(item.get_absolute_url()))


def test_the_fact_sheet_is_a_pdf_for_every_sort_of_entry() -> None:
    """Of a full entry, an empty one, and a bundle; the same data give the same bytes."""
    empty = create_technology(by=SYSTEM, facts=facts("Uden noget"), why=WHY)
    for item in (_made(), empty, entry("plejehjem_i_eget_hjem"), entry()):
        first, second = (Client().get(f"/teknologier/{item.slug}.pdf") for _ in range(2))
        assert first["Content-Type"] == "application/pdf"
        assert first.content.startswith(b"%PDF")
        assert first.content == second.content


def test_in_english_the_english_texts_are_read() -> None:
    """Of entry and points; where there is none, the Danish one."""
    item = create_technology(by=SYSTEM, facts=facts(name_en="Sense wall", description_en="A wall."), why=WHY)
    add_point(by=SYSTEM, technology=item, point=told(text="Ro.", text_en="Peace."), why=WHY)
    add_point(by=SYSTEM, technology=item, point=told(text="Kun dansk."), why=WHY)
    client = Client()
    client.post("/sprog/", {"language": "en", "next": "/"})
    text = text_of(client.get(item.get_absolute_url()))
    for words in ("Sense wall", "A wall.", "Peace.", "Kun dansk."):
        assert words in text
