"""What is tried at the borders of reuse packages: ids of others, hostile texts, and what changes while one reads."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests import reuse
from tests.landkort import project, technology
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding, unit
from tovholder.apps.packages.public import Package, PaperText, change_paper, finish_package
from tovholder.apps.packages.text import blocks, plain_text
from tovholder.kernel.actor import SYSTEM

SCRIPT = """"><script>alert('x')</script><img src=x onerror=alert(1)>"""
HOSTILE = (
    SCRIPT,
    "# " * 5_000,
    "- " * 5_000 + "\n" + "    - dybt\n" * 500,
    "1) " * 3_000,
    "x" * 59_900,
    "\u202etxt.exe\u202c \u2066æøå\u2069 \u200b",
    '#panic("x") $x$ @y <z> \\ *b* _i_ // /* #import "a" */',
    "{{ 7|add:7 }}{% now 'Y' %} %s %(name)s",
    "[klik](javascript:alert(1)) ![](//ond.example/x.png)",
    "مرحبا بالعالم " * 50 + "Z̷̡͎a̸l̵g̴o̶",
    "\x0b\x0c\x1c\x1d\x85\u2028\u2029",
)


@pytest.fixture
def mette() -> Client:
    """A coordinator of Syddjurs."""
    return client_of(holding())


@given(st.text(max_size=300))
def test_no_text_breaks_its_blocks_and_no_word_is_lost(body: str) -> None:
    """Whatever is typed: what is left out is marks and spaces alone."""
    kept = "".join(line for block in blocks(body) for line in block.lines)
    for word in ("".join(letter if letter.isalpha() else " " for letter in body)).split():
        assert word in kept
    plain_text(body)


@pytest.mark.django_db
@pytest.mark.parametrize("body", HOSTILE)
def test_a_hostile_text_is_words_on_every_page_and_in_every_file(mette: Client, body: str) -> None:
    """Page, comparison, PDF and text: nothing runs, nothing breaks, and nothing is fetched."""
    made = reuse.package(owner="Syddjurs")
    paper = reuse.paper(made, body=f"Først\n\n{body}\n\nSidst")
    change_paper(by=SYSTEM, paper=paper, text=PaperText(title=paper.title, body=f"Anderledes\n{body}"))
    at = f"/genbrugspakker/dokumenter/{paper.public_id}"
    for address in ("/", "/ret/", "/udgaver/2/"):
        page = mette.get(f"{at}{address}")
        assert_clean_html(page)
        assert "<script>alert" not in page.content.decode()
        assert "onerror=alert(1)>" not in page.content.decode()
    for ending in ("md", "txt", "pdf"):
        assert mette.get(f"{at}.{ending}").status_code == 200
    assert mette.get(f"{at}.pdf").content.startswith(b"%PDF-")


@pytest.mark.django_db
def test_the_letter_zero_is_refused_at_its_field(mette: Client) -> None:
    """PostgreSQL does not store it."""
    made = reuse.package(owner="Syddjurs")
    answer = mette.post(f"/genbrugspakker/{made.public_id}/nyt/dpia/", {"title": "DPIA", "body": "a\x00b"})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["body"]
    assert made.papers.count() == 0


@pytest.mark.django_db
def test_what_belongs_to_others_cannot_be_put_into_a_form(mette: Client) -> None:
    """Another municipality's project, a project that one does not see, and a product of another technology."""
    theirs = project("Deres", owner="Norddjurs", tier="public")
    sent = {"title": "Min pakke", "technology": technology().pk, "project": theirs.pk}
    answer = mette.post(reverse("packages:new"), sent)
    assert list(answer.context["form"].errors) == ["project"]
    assert Package.objects.count() == 0


@pytest.mark.django_db
def test_papers_of_another_package_are_not_copied_along(mette: Client) -> None:
    """The number of a draft's paper in the form of a shared package opens nothing."""
    lent, secret = reuse.shared(), reuse.paper(reuse.package("Kladden", owner="Randers"))
    answer = mette.post(f"/genbrugspakker/{lent.public_id}/kopier/", {"papers": [secret.pk]})
    assert list(answer.context["form"].errors) == ["papers"]
    assert Package.objects.filter(copied_from=lent).count() == 0


@pytest.mark.django_db
def test_a_withdrawn_package_is_neither_copied_nor_thanked_for(mette: Client) -> None:
    """Also not by those who kept its address."""
    lent = reuse.shared()
    lender = client_of(holding(at="Norddjurs"))
    lender.post(f"/genbrugspakker/{lent.public_id}/traek-tilbage/", {"version": lent.version})
    for step in ("kopier", "tak"):
        assert mette.post(f"/genbrugspakker/{lent.public_id}/{step}/", {}).status_code == 404
    assert (Package.objects.count(), lent.thanks.count()) == (1, 0)


@pytest.mark.django_db
def test_the_second_thanks_are_told_and_not_counted(mette: Client) -> None:
    """From the same municipality, by anybody."""
    lent = reuse.shared()
    colleague = client_of(holding("dpo"))
    for client in (mette, colleague, mette):
        client.post(f"/genbrugspakker/{lent.public_id}/tak/", {"sentence": "Tak"})
    assert lent.thanks.count() == 1


@pytest.mark.django_db
def test_what_was_written_while_one_read_is_not_shared_unread(mette: Client) -> None:
    """A colleague changes a paper between the page and the button: the coordinator is asked to read again."""
    made = reuse.package(owner="Syddjurs")
    paper = reuse.paper(made)
    finish_package(by=SYSTEM, package=made)
    address = f"/genbrugspakker/{made.public_id}/del/"
    read = mette.get(address).context["package"]
    change_paper(
        by=SYSTEM, paper=paper, text=PaperText(title=paper.title, body="Ring til Opfundne Olsen.", finished=True)
    )
    sent = dict.fromkeys(("without_persons", "without_secrets", "without_prices"), "on")
    answer = mette.post(address, sent | {"version": read.version, "laest": read.revision})
    assert "Pakken er ændret, siden I læste den." in text_of(answer)
    made.refresh_from_db()
    assert made.state == "finished"
    again = mette.get(address).context["package"]
    mette.post(address, sent | {"version": again.version, "laest": again.revision})
    made.refresh_from_db()
    assert made.state == "shared"


@pytest.mark.django_db
def test_a_project_that_the_editor_does_not_see_stays_with_the_package() -> None:
    """It is neither shown nor lost when somebody from another unit saves."""
    hidden = project("Kun enheden", tier="unit", unit=unit("Fyret"))
    made = reuse.package(owner="Syddjurs", project=hidden)
    client = client_of(holding("key_staff", in_unit=unit("Havnen")))
    address = f"/genbrugspakker/{made.public_id}/ret/"
    page = client.get(address)
    assert "Kun enheden" not in text_of(page)
    sent = {"title": "Ny titel", "technology": made.technology_id, "version": made.version}
    assert client.post(address, sent).status_code == 302
    made.refresh_from_db()
    assert (made.title, made.project) == ("Ny titel", hidden)
