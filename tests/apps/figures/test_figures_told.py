"""The figures that the catalogue promises: there, with source, year and n, on their page and in the API."""

import pytest
from django.test import Client

from tests.pages import assert_clean_html, text_of
from tovholder.apps.figures.models import PublishedFigure
from tovholder.foundation.codes.models import Code

pytestmark = pytest.mark.django_db

KL_2017 = ("KL", 2017)
KL_2022 = ("KL", 2022)
KL_2023 = ("KL", 2023)
IKT = ("KL og Socialstyrelsen", 2016)

S = "status-2017"
SCREEN = f"{S}-skaermbesoeg"


def _asked(key: str) -> dict[str, object]:
    answer = Client().get(f"/api/v1/figures/{key}")
    assert answer.status_code == 200
    said: dict[str, object] = answer.json()
    return said


def _assert_told(key: str, value: str, source: tuple[str, int], n: int | None) -> None:
    """The page and the API tell value, publisher, year and n of a figure."""
    page = Client().get(f"/tal/{key}/")
    assert_clean_html(page)
    text = text_of(page)
    publisher, year = source
    assert value in text
    assert f"{publisher} ({year}): " in page.context["citation"]
    assert page.context["citation"] in text
    if n is not None:
        assert f"n = {n:,}".replace(",", ".") in text
    said = _asked(key)
    assert (said["publisher"], said["year"], said["n"], said["citation"]) == (
        publisher,
        year,
        n,
        page.context["citation"],
    )


def _claim(requirement: str, key: str, value: str, source: tuple[str, int], n: int | None = None) -> object:
    return pytest.param(key, value, source, n, id=f"{requirement} {key}")


@pytest.mark.requirement(
    "CLM-01",
    "CLM-02",
    "CLM-03",
    "CLM-04",
    "CLM-05",
    "CLM-06",
    "CLM-07",
    "CLM-08",
    "CLM-09",
    "CLM-10",
    "CLM-11",
    "CLM-12",
    "CLM-13",
    "CLM-14",
    "CLM-15",
    "CLM-16",
    "CLM-17",
    "CLM-18",
    "CLM-19",
    "CLM-21",
)
@pytest.mark.parametrize(
    ("key", "value", "source", "n"),
    [
        _claim("CLM-01", f"{S}-svarprocent", "86 pct.", KL_2017, 98),
        _claim("CLM-01", f"{S}-deltagere", "84 kommuner", KL_2017, 98),
        _claim("CLM-01", f"{S}-befolkning", "91 pct.", KL_2017),
        _claim("CLM-02", f"{S}-projekter", "1.077 projekter", KL_2017, 1077),
        _claim("CLM-02", f"{S}-kommuner-med", "71 kommuner", KL_2017, 98),
        _claim("CLM-02", f"{S}-kommuner-uden", "27 kommuner", KL_2017, 98),
        _claim("CLM-02", f"{S}-fordobling", "mere end fordoblet på fire år", KL_2017),
        _claim("CLM-03", f"{S}-implementeret", "430 projekter", KL_2017, 1077),
        _claim("CLM-03", f"{S}-paa-vej", "233 projekter", KL_2017, 1077),
        _claim("CLM-03", f"{S}-videre-end-pilot", "663 projekter", KL_2017, 1077),
        _claim("CLM-04", f"{S}-traening-i-drift", "38 pct.", KL_2017),
        _claim("CLM-04", f"{S}-traening-ikke-i-gang", "19 pct.", KL_2017),
        _claim("CLM-05", f"{S}-traening-borgergevinster", "over 70 pct.", KL_2017, 57),
        _claim("CLM-06", f"{S}-traening-ortopaedisk", "69 pct.", KL_2017, 68),
        _claim("CLM-07", f"{S}-traening-faglig-udvikling", "48 pct.", KL_2017, 35),
        _claim("CLM-07", f"{S}-traening-arbejdsglaede", "44 pct.", KL_2017, 35),
        _claim("CLM-07", f"{S}-traening-planlaegning", "30 pct.", KL_2017, 35),
        _claim("CLM-07", f"{S}-traening-arbejdsmiljoe", "7 pct.", KL_2017, 35),
        _claim("CLM-08", f"{SCREEN}-sel-85", "42 pct.", KL_2017),
        _claim("CLM-08", f"{SCREEN}-socialpsykiatri", "2/3", KL_2017),
        _claim("CLM-08", f"{SCREEN}-oevrige", "cirka 1/2", KL_2017),
        _claim("CLM-09", f"{SCREEN}-ydelser-n", "58 kommuner", KL_2017, 58),
        _claim("CLM-09", f"{SCREEN}-socialpsykiatri-n", "42 kommuner", KL_2017, 42),
        _claim("CLM-09", f"{SCREEN}-handicap-n", "38 kommuner", KL_2017, 38),
        _claim("CLM-09", f"{SCREEN}-sygepleje-n", "32 kommuner", KL_2017, 32),
        _claim("CLM-09", f"{SCREEN}-hjemmepleje-n", "33 kommuner", KL_2017, 33),
        _claim("CLM-09", f"{SCREEN}-medarbejdere-n", "28 kommuner", KL_2017, 28),
        _claim("CLM-10", f"{S}-borgere-vil-bruge", "2/3", KL_2017),
        _claim("CLM-10", f"{S}-borgere-over-70", "70 år", KL_2017),
        _claim("CLM-11", "gentaenk-2023-god-mulighed", "9/10", KL_2023),
        _claim("CLM-12", "raaderum-2022-oekonomichefer-raaderum", "58 pct.", KL_2022, 91),
        _claim("CLM-12", "raaderum-2022-oekonomichefer-kvalitet", "76 pct.", KL_2022, 91),
        _claim("CLM-13", "radar-2022-svar-administration", "60 svar", KL_2022, 60),
        _claim("CLM-13", "radar-2022-svar-velfaerd", "219 svar", KL_2022, 219),
        _claim("CLM-14", "raaderum-2022-herning-besparelse", "400.000 kr. om året", KL_2022, 1),
        _claim("CLM-15", f"{S}-top-5", "1 forflytningsteknologi, 2 vasketoiletter", KL_2017),
        _claim("CLM-16", f"{S}-top-5-fremover", "1 skærmbesøg, 2 medicinhåndtering", KL_2017),
        _claim("CLM-17", f"{S}-medicin-kommuner", "15 kommuner", KL_2017, 15),
        _claim("CLM-17", f"{S}-medicin-projekter", "2 projekter", KL_2017, 15),
        _claim("CLM-17", f"{S}-medicin-initiativ", "initiativ 3.3", KL_2017),
        _claim("CLM-18", "ikt-2016-barrierer", "22 barrierer", IKT),
        _claim("CLM-18", "ikt-2016-barrieretemaer", "6 temaer", IKT),
        _claim("CLM-18", "ikt-2016-funktionskategorier", "4 kategorier", IKT),
        _claim("CLM-18", "ikt-2016-gevinsttrae", "5 dele", IKT),
        _claim("CLM-19", "radar-2022-modne-sundhed", "skærmbesøg, sensorer og hygiejnerobotter", KL_2022),
        _claim("CLM-19", "radar-2022-modne-administration", "apps, RPA, cloud og machine learning", KL_2022),
        _claim("CLM-21", "gentaenk-2023-foretraekker-digitalt", "over 1/2", KL_2023),
    ],
)
def test_a_figure_is_told_with_its_source_year_and_n(
    key: str, value: str, source: tuple[str, int], n: int | None
) -> None:
    """The value as printed and the line to cite it by, on the page and in the API."""
    _assert_told(key, value, source, n)


@pytest.mark.requirement("CLM-04", "CLM-08")
@pytest.mark.parametrize("key", [f"{S}-traening-i-drift", f"{S}-traening-ikke-i-gang", f"{SCREEN}-sel-85"])
def test_a_share_without_a_printed_base_says_so(key: str) -> None:
    """On the page as a tag, in the citation as words, in the API as a code."""
    page = Client().get(f"/tal/{key}/")
    assert "Grundlaget er ikke oplyst" in text_of(page)
    assert "n er ikke oplyst" in page.context["citation"]
    assert _asked(key)["base_state"] == "missing"


@pytest.mark.requirement("CLM-07")
@pytest.mark.parametrize("name", ["faglig-udvikling", "arbejdsglaede", "planlaegning", "arbejdsmiljoe"])
def test_the_four_staff_gains_do_not_fit_their_base_and_say_so(name: str) -> None:
    """No count out of 35 fits; the smallest base that fits all four is 27."""
    key = f"{S}-traening-{name}"
    text = text_of(Client().get(f"/tal/{key}/"))
    assert "Intet helt antal ud af 35 afrundes til" in text
    assert "Med grundlaget 27 er antallene 13 + 12 + 8 + 2, i alt 35." in text
    assert "Det mindste grundlag, som alle andelene passer til, er 27." in text
    assert "Det er gæt at gå videre med og ingen rettelser" in text
    assert "Passer ikke til sit grundlag" in text
    assert _asked(key)["rounding"] == {"base": 35, "fits": False, "counts": []}


@pytest.mark.requirement("CLM-08")
def test_the_42_per_cent_tell_which_base_would_fit() -> None:
    """35 of 84 fits, and the n of the figure beside does not."""
    text = text_of(Client().get(f"/tal/{SCREEN}-sel-85/"))
    assert "35 af de 84 kommuner" in text
    assert "Intet antal ud af figurens 58 afrundes til 42." in text


@pytest.mark.requirement("CLM-18")
def test_themes_and_categories_of_the_report_are_the_code_lists_of_the_catalogue() -> None:
    """Six themes and four categories are printed, and as many are there to choose."""
    counts = {name: Code.objects.of(name).count() for name in ("barrier_theme", "functional_category")}
    printed = {
        "barrier_theme": int(PublishedFigure.objects.get(key="ikt-2016-barrieretemaer").value),
        "functional_category": int(PublishedFigure.objects.get(key="ikt-2016-funktionskategorier").value),
    }
    assert counts == printed == {"barrier_theme": 6, "functional_category": 4}


TOP_FIVE = ["forflytning", "vasketoilet", "bedre_hjaelpemidler", "digital_traening", "skaermbesoeg"]
TOP_EXPECTED = ["skaermbesoeg", "digital_medicinhaandtering", "digital_traening", "bedre_hjaelpemidler", "sensorer"]


@pytest.mark.requirement("CLM-15", "CLM-16")
@pytest.mark.parametrize(("stem", "order"), [("top-5", TOP_FIVE), ("top-5-fremover", TOP_EXPECTED)])
def test_the_five_of_a_list_stand_in_order_each_with_its_technology(stem: str, order: list[str]) -> None:
    """Number 1 to 5, and each technology's page tells its place."""
    ranked = [PublishedFigure.objects.get(key=f"{S}-{stem}-nr-{rank}") for rank in range(1, 6)]
    assert [figure.technology.slug for figure in ranked if figure.technology] == order
    assert [figure.shown_value for figure in ranked] == [f"nummer {rank} af 5" for rank in range(1, 6)]
    first = ranked[0]
    assert first.technology is not None
    text = text_of(Client().get(first.technology.get_absolute_url()))
    assert first.statement in text
    assert "KL 2017" in text


MATURE = {
    "traeningsvideoer",
    "telemedicin",
    "skaermbesoeg",
    "sensorer",
    "hygiejnerobot",
    "videoloesninger",
    "apps",
    "rpa",
    "cloud",
    "machine_learning",
}


@pytest.mark.requirement("CLM-19")
def test_each_mature_technology_of_2022_says_so_on_its_own_page() -> None:
    """Ten technologies, five of each field."""
    told = PublishedFigure.objects.filter(unit="among").select_related("technology", "publication")
    assert {figure.technology.slug for figure in told if figure.technology} == MATURE
    for figure in told:
        assert figure.technology is not None
        assert figure.statement in text_of(Client().get(figure.technology.get_absolute_url()))
        assert figure.publication.told == "KL 2022"


CAUTION = "Kommunernes erfaringer med IKT-løsninger kunne ikke dokumentere økonomiske gevinster."


@pytest.mark.requirement("CLM-20")
def test_beside_every_claim_on_economy_stands_that_no_gain_was_documented() -> None:
    """On the pages of all figures on economy but the caution itself, and in the API."""
    claims = PublishedFigure.objects.filter(topic="economy").exclude(key="ikt-2016-ingen-dokumenteret-oekonomi")
    assert claims.count() == 4
    for figure in claims:
        text = text_of(Client().get(figure.get_absolute_url()))
        assert "Husk forbeholdet om økonomi" in text
        assert CAUTION in text
        assert "KL og Socialstyrelsen 2016" in text
        assert CAUTION in str(_asked(figure.key)["caution"])
    other = Client().get(f"/tal/{S}-projekter/")
    assert "Husk forbeholdet" not in text_of(other)
    assert _asked(f"{S}-projekter")["caution"] == ""


@pytest.mark.requirement("CLM-20")
@pytest.mark.parametrize("slug", ["kognitiv_app", "skaermbesoeg", "tyngdedyne"])
def test_a_technology_without_a_documented_gain_says_so(slug: str) -> None:
    """Also one of which nothing has been published."""
    text = text_of(Client().get(f"/teknologier/{slug}/"))
    assert "Ingen af vores kilder dokumenterer en økonomisk gevinst ved teknologien." in text
    assert CAUTION in text
