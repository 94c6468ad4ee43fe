"""The pages, files and addresses of reuse packages, and for whom they are closed."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import reuse
from tests.foundation.files import specimens
from tests.landkort import project, technology
from tests.pages import assert_clean_html, text_of
from tests.people import actor, client_of, holding, municipality
from tovholder.apps.packages.models import Package, Paper
from tovholder.apps.packages.public import (
    PaperText,
    change_paper,
    copy_package,
    finish_package,
    share_package,
    thank,
    withdraw_package,
)
from tovholder.foundation.accounts.public import make_token
from tovholder.foundation.accounts.seats import actor_of
from tovholder.foundation.search.build import rebuild
from tovholder.foundation.search.public import SEARCH_SOURCES
from tovholder.foundation.ui.panels import panels_of
from tovholder.kernel import clock
from tovholder.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = pytest.mark.django_db

TITLE = re.compile(r'tv-result__title"><a href="[^"]+">([^<]+)<')


@pytest.fixture
def mette() -> Client:
    """Syddjurs's coordinator."""
    return client_of(holding())


def _titles(client: Client, query: str = "") -> list[str]:
    return TITLE.findall(client.get(f"/genbrugspakker/{query}").content.decode())


def _three() -> None:
    one = reuse.shared("Skærm, Norddjurs")
    reuse.paper(one, "med_note")
    reuse.shared("Ærlige råd", owner="Randers", technology=technology("vasketoilet"), note="Fra badeværelset")
    reuse.package("Vores kladde", owner="Syddjurs")
    reuse.package("Deres kladde", owner="Norddjurs")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Vores kladde", "Ærlige råd", "Skærm, Norddjurs"]),
        ("?sorter=titel", ["Skærm, Norddjurs", "Vores kladde", "Ærlige råd"]),
        ("?sorter=kommune", ["Skærm, Norddjurs", "Ærlige råd", "Vores kladde"]),
        ("?teknologi=vasketoilet", ["Ærlige råd"]),
        ("?kommune=norddjurs&kommune=syddjurs", ["Vores kladde", "Skærm, Norddjurs"]),
        ("?dokument=med_note", ["Skærm, Norddjurs"]),
        ("?dokument=dpia&kommune=randers", ["Ærlige råd"]),
        ("?status=draft", ["Vores kladde"]),
        ("?q=aerlige", ["Ærlige råd"]),
        ("?q=badevaerelset", ["Ærlige råd"]),
        ("?teknologi=findes-ikke", []),
    ],
)
def test_the_list_narrows(mette: Client, query: str, titles: list[str]) -> None:
    """Facets, text and order over what the reader may see; another's draft never."""
    _three()
    assert _titles(mette, query) == titles


def test_the_facets_count_what_each_answer_would_leave(mette: Client) -> None:
    """Counted under the other facets, as on the other lists."""
    _three()
    found = mette.get("/genbrugspakker/?teknologi=skaermbesoeg").context["found"]
    counts = {name: {value.value: value.count for value in values} for name, values in found.facets.items()}
    assert counts == {
        "teknologi": {"skaermbesoeg": 2, "vasketoilet": 1},
        "produkt": {},
        "kommune": {"norddjurs": 1, "syddjurs": 1},
        "dokument": {"dpia": 1, "med_note": 1},
        "status": {"draft": 1, "shared": 1},
    }


@pytest.mark.parametrize("query", ["?sorter=farve", "?side=0", "?side=x", "?side=²", "?side=" + 5000 * "1"])
def test_an_address_that_means_nothing_is_told(mette: Client, query: str) -> None:
    """With a page that says so."""
    assert mette.get(f"/genbrugspakker/{query}").status_code == 400


def test_the_list_takes_the_same_queries_for_one_and_for_many(
    mette: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    """Also with all their papers, copies and thanks."""
    for number in range(30):
        lent = reuse.shared(f"Pakke {number}")
        thank(by=SYSTEM, package=lent, municipality=municipality("Randers"))
    mette.get("/genbrugspakker/")
    with django_assert_max_num_queries(16):
        answer = mette.get("/genbrugspakker/")
    assert_clean_html(answer)
    assert "30 pakker" in text_of(answer)


def test_the_list_as_files(mette: Client) -> None:
    """What is seen is what is downloaded."""
    _three()
    rows = json.loads(b"".join(mette.get("/genbrugspakker.json?kommune=norddjurs")))
    items = rows if isinstance(rows, list) else rows["rows"]
    assert [(row["title"], row["kinds"]) for row in items] == [
        ("Skærm, Norddjurs", ["Konsekvensanalyse (DPIA)", "Notat til MED-udvalget"])
    ]


def test_a_package_is_made_written_finished_and_shared_in_the_browser(mette: Client) -> None:
    """The whole way without JavaScript; what is not meant for others is pointed at on the way."""
    answer = mette.post("/genbrugspakker/ny/", {"title": "Skærm", "technology": technology().pk, "note": "Til alle"})
    made = Package.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/genbrugspakker/{made.public_id}/")
    page = mette.get(f"/genbrugspakker/{made.public_id}/nyt/dpia/")
    assert_clean_html(page)
    assert "artikel 35" in text_of(page)
    mette.post(
        f"/genbrugspakker/{made.public_id}/nyt/dpia/",
        {
            "title": "DPIA",
            "body": "# Risici\r\nRing 87 52 12 34 <b>nu</b>",
            "finished": "on",
            "upload": specimens.upload(specimens.PDF, "DPIA.pdf"),
        },
    )
    paper = Paper.objects.get()
    shown = mette.get(paper.get_absolute_url())
    assert_clean_html(shown)
    assert "&lt;b&gt;nu&lt;/b&gt;" in shown.content.decode()
    mette.post(f"/genbrugspakker/{made.public_id}/faerdig/")
    share = mette.get(f"/genbrugspakker/{made.public_id}/del/")
    assert_clean_html(share)
    assert "telefonnummer 87 52 12 34" in text_of(share)
    assert "DPIA.pdf" in text_of(share)
    refused = mette.post(f"/genbrugspakker/{made.public_id}/del/", {"without_persons": "on", "version": "2"})
    assert (refused.status_code, Package.objects.get().state) == (200, "finished")
    confirmed = {"without_persons": "on", "without_secrets": "on", "without_prices": "on", "version": "2"}
    mette.post(f"/genbrugspakker/{made.public_id}/del/", confirmed)
    assert Package.objects.get().state == "shared"
    for address in ("", "ret/", "traek-tilbage/"):
        assert_clean_html(mette.get(f"/genbrugspakker/{made.public_id}/{address}"))


def test_a_package_is_copied_compared_woven_and_thanked_for_in_the_browser(mette: Client) -> None:
    """The journey of a borrower; both texts stand beside each other, and changes are said in words."""
    lent = reuse.shared()
    at = f"/genbrugspakker/{lent.public_id}"
    assert_clean_html(mette.get(f"{at}/"))
    assert_clean_html(mette.get(f"{at}/kopier/"))
    mette.post(f"{at}/kopier/", {"papers": [lent.papers.get().pk]})
    mette.post(f"{at}/tak/", {"sentence": "Tak for hjælpen"})
    assert "1 kommune har sagt tak: Syddjurs" in text_of(mette.get(f"{at}/"))
    paper = Paper.objects.get(package__municipality=municipality())
    page = f"/genbrugspakker/dokumenter/{paper.public_id}"
    form = {"title": paper.title, "body": paper.body.replace("lukker", "låser"), "version": "1"}
    mette.post(f"{page}/ret/", form)
    original = lent.papers.get()
    change_paper(
        by=SYSTEM, paper=original, text=PaperText(title=original.title, body=original.body + "\n\nOg ser efter.")
    )
    compared = mette.get(f"{page}/sammenlign/")
    assert_clean_html(compared)
    html = compared.content.decode()
    assert '<del><span class="sr-only">taget ud: </span>lukker <span' in html
    assert '<ins><span class="sr-only">kommet til: </span>låser <span' in html
    assert "Og ser efter." in html
    merging = mette.get(f"{page}/flet/")
    assert_clean_html(merging)
    assert "Teksten fra Norddjurs" in text_of(merging)
    mette.post(f"{page}/flet/", {"use": "theirs", "body": "", "version": "2"})
    paper.refresh_from_db()
    assert paper.body == original.body
    assert mette.get(f"{page}/flet/").status_code == 404
    for address in ("", "udgaver/1/", "udgaver/3/", "ret/", "slet/"):
        assert_clean_html(mette.get(f"{page}/{address}"))
    mette.post(f"{page}/udgaver/2/", {"version": "3"})
    paper.refresh_from_db()
    assert "låser" in paper.body
    assert mette.get(f"{page}/udgaver/9/").status_code == 404


def test_two_who_edit_a_paper_see_each_others_text(mette: Client) -> None:
    """The second gets both, and nothing is lost."""
    paper = reuse.paper(reuse.package(owner="Syddjurs"))
    page = f"/genbrugspakker/dokumenter/{paper.public_id}/ret/"
    mette.post(page, {"title": "DPIA", "body": "Den første", "version": "1"})
    answer = mette.post(page, {"title": "DPIA", "body": "Den anden", "version": "1"})
    assert answer.status_code == 409
    assert [word in text_of(answer) for word in ("Den første", "Den anden")] == [True, True]


def test_what_hinders_a_step_is_told(mette: Client) -> None:
    """On the package's page, in a sentence."""
    made = reuse.package(owner="Syddjurs")
    answer = mette.post(f"/genbrugspakker/{made.public_id}/faerdig/", follow=True)
    assert "Meld mindst ét dokument færdigt" in text_of(answer)
    mette.post(f"/genbrugspakker/{made.public_id}/slet/")
    assert Package.objects.count() == 0


def test_a_package_goes_along_as_pdf_and_text(mette: Client) -> None:
    """All papers in one, each for itself, with and without marks."""
    lent = reuse.shared(note="Brug løs")
    paper = lent.papers.get()
    for address in (f"/genbrugspakker/{lent.public_id}.pdf", f"/genbrugspakker/dokumenter/{paper.public_id}.pdf"):
        answer = mette.get(address)
        assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    marked = mette.get(f"/genbrugspakker/{lent.public_id}.md")
    assert marked["Content-Disposition"] == 'attachment; filename="skaermbesoeg-papirer.md"'
    head = "# Skærmbesøg: papirer\n\nNorddjurs Kommune · Skærmbesøg\n\nBrug løs\n\n"
    assert marked.content.decode() == f"{head}{reuse.RISKS}\n"
    plain = mette.get(f"/genbrugspakker/dokumenter/{paper.public_id}.txt").content.decode()
    assert plain.startswith("Risici\n======\n\n- Uvedkommende ser med.")


# -- for whom it is closed


def _addresses(package: Package, paper: Paper) -> list[str]:
    of_package = [
        "/",
        ".pdf",
        ".md",
        ".txt",
        "/ret/",
        "/del/",
        "/traek-tilbage/",
        "/slet/",
        "/kopier/",
        "/nyt/med_note/",
    ]
    of_paper = ["/", ".pdf", ".md", ".txt", "/fil/", "/ret/", "/slet/", "/udgaver/1/", "/sammenlign/", "/flet/"]
    return [f"/genbrugspakker/{package.public_id}{end}" for end in of_package] + [
        f"/genbrugspakker/dokumenter/{paper.public_id}{end}" for end in of_paper
    ]


def _statuses(client: Client, package: Package, paper: Paper) -> list[int]:
    return [client.get(address).status_code for address in _addresses(package, paper)]


@pytest.mark.parametrize("role", ["coordinator", "national_editor", "supplier", "council_member"])
def test_anothers_draft_does_not_exist(role: str) -> None:
    """Neither its page nor its texts, nor its file: every address is a 404."""
    made = reuse.package()
    paper = reuse.paper(made, upload=specimens.upload(specimens.PDF, "a.pdf"))
    finish_package(by=SYSTEM, package=made)
    client = client_of(holding(role, at="Syddjurs"))
    assert set(_statuses(client, made, paper)) == {404}


def test_anothers_shared_package_is_read_and_copied_and_nothing_else() -> None:
    """Its earlier texts, its editing and its withdrawal are the lender's own."""
    lent = reuse.shared()
    paper = reuse.paper(lent, "requirements", upload=specimens.upload(specimens.PDF, "krav.pdf"))
    found = dict(zip(_addresses(lent, paper), _statuses(client_of(holding()), lent, paper), strict=True))
    opened = {address for address, status in found.items() if status == 200}
    package, at = f"/genbrugspakker/{lent.public_id}", f"/genbrugspakker/dokumenter/{paper.public_id}"
    assert opened == {
        *(f"{package}{end}" for end in ("/", ".pdf", ".md", ".txt", "/kopier/")),
        *(f"{at}{end}" for end in ("/", ".pdf", ".md", ".txt", "/fil/")),
    }
    assert {status for status in found.values() if status != 200} == {403}


@pytest.mark.parametrize("role", [None, "supplier", "council_member"])
def test_suppliers_strangers_and_councillors_see_nothing_that_is_shared(role: str | None) -> None:
    """Municipalities share with each other because suppliers do not read along; neither page, file, list nor API."""
    lent = reuse.shared()
    paper = reuse.paper(lent, "requirements", upload=specimens.upload(specimens.PDF, "krav.pdf"))
    client = client_of(holding(role, at="Syddjurs")) if role else Client()
    assert set(_statuses(client, lent, paper)) == {404}
    if role:
        assert _titles(client) == []
    assert client.get("/api/v1/packages").json() == {"items": [], "count": 0}
    who = actor(role) if role else ANONYMOUS
    source = SEARCH_SOURCES.get("packages")
    assert source is not None
    assert source.visible(who, [lent.pk]) == {}


def test_a_text_that_was_taken_out_before_sharing_is_never_shown_to_others() -> None:
    """A name that the lender removed stays with the lender, also in the copier's comparison."""
    made = reuse.package()
    paper = reuse.paper(made, body="Tal med Opfundne Olsen")
    change_paper(by=SYSTEM, paper=paper, text=PaperText(title=paper.title, body="Tal med lederen", finished=True))
    finish_package(by=SYSTEM, package=made)
    share_package(by=SYSTEM, package=made, confirmed=True)
    client = client_of(holding())
    copy = copy_package(by=SYSTEM, package=made, municipality=municipality())
    own = copy.papers.get()
    pages = [paper.get_absolute_url(), made.get_absolute_url(), own.get_absolute_url()]
    pages += [f"{own.get_absolute_url()}sammenlign/", f"{own.get_absolute_url()}udgaver/1/"]
    answers = [client.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert [page for page, answer in zip(pages, answers, strict=True) if "Olsen" in answer.content.decode()] == []


def test_names_of_writers_stay_in_their_municipality(mette: Client) -> None:
    """Others learn what changed, not who wrote it."""
    lent = reuse.shared()
    writer = actor("dpo", at="Norddjurs")
    paper = lent.papers.get()
    change_paper(by=writer, paper=paper, text=PaperText(title=paper.title, body="Ny", finished=True))
    assert writer.name not in mette.get(paper.get_absolute_url()).content.decode()
    assert writer.name in client_of(holding(at="Norddjurs")).get(paper.get_absolute_url()).content.decode()


def test_a_withdrawn_package_is_gone_for_others(mette: Client) -> None:
    """At once, in page, list and file."""
    lent = reuse.shared()
    withdraw_package(by=SYSTEM, package=lent)
    assert (mette.get(lent.get_absolute_url()).status_code, _titles(mette)) == (404, [])


# -- where rooms meet


def test_the_panels_show_the_readers_packages() -> None:
    """On the page of the technology and of the project; a stranger and a supplier get no panel at all."""
    shown = project("Skærm i nord", owner="Norddjurs", tier="municipalities")
    lent = reuse.shared("Skærm, papirer", project=shown)
    reuse.package("Kladde", owner="Randers")
    for slot, subject in (("technology", lent.technology), ("project", shown)):
        panels = dict(panels_of(slot, subject, actor()))
        assert [row.package for row, _state in panels["packages/panel.html"]["rows"]] == [lent]
        for nobody in (ANONYMOUS, actor("supplier")):
            assert "packages/panel.html" not in dict(panels_of(slot, subject, nobody))


def test_the_search_finds_a_word_in_a_paper(mette: Client) -> None:
    """And shows it to those who may see the package."""
    lent = reuse.shared()
    reuse.paper(lent, "med_note", "Kompressorkøleskabet brummer")
    rebuild()
    assert _titles(mette, "?q=kompressorkøleskabet") == ["Skærmbesøg: papirer"]
    assert "Skærmbesøg: papirer" in text_of(mette.get("/soeg/?q=kompressorkøleskabet"))


def _asked(path: str, role: str = "coordinator", at: str = "Syddjurs") -> Any:
    held = holding(role, at=at)
    _token, secret = make_token(by=actor_of(held), name="Regneark", expires_on=clock.today() + timedelta(days=30))
    return Client().get(f"/api/v1/packages{path}", headers={"Authorization": f"Bearer {secret}"})


def test_the_api_gives_what_the_seat_may_see() -> None:
    """The list with its filters, and one package with its papers; another's draft is a 404."""
    _three()
    found = _asked("?kind=dpia&municipality=norddjurs").json()
    assert (found["count"], [item["title"] for item in found["items"]]) == (1, ["Skærm, Norddjurs"])
    one = _asked(f"/{found['items'][0]['id']}", at="Randers").json()
    told = (one["technology"], one["municipality"], one["state"], one["copies"], one["thanks"])
    assert told == ("skaermbesoeg", "0707", "shared", 0, 0)
    assert [(paper["kind"], paper["body"]) for paper in one["papers"]] == [
        ("dpia", reuse.RISKS),
        ("med_note", reuse.RISKS),
    ]
    draft = Package.objects.get(title="Deres kladde")
    assert _asked(f"/{draft.public_id}", "dpo").status_code == 404
