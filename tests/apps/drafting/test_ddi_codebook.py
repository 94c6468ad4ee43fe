"""DDI-Codebook 2.5: every answer is a variable, with its question, categories, range and concept."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

from tests.questionnaire import EVERYTHING, edition_of, option, question, said
from tovholder.apps.drafting.ddi import NAMESPACE, ddi_codebook
from tovholder.engines.questionnaires.model import QuestionKind, Schema, Section

pytestmark = pytest.mark.django_db
DDI = {"d": NAMESPACE}
NEW_KINDS = Schema(
    key="nye",
    title=said("Nye slags"),
    sections=(
        Section(
            key="et",
            title=said("Et"),
            questions=(
                question(
                    "grad",
                    QuestionKind.MATRIX,
                    rows=(option("sel83"), option("sel107")),
                    options=(option("drift"), option("plan")),
                ),
                question("top", QuestionKind.RANKING, most=2, options=(option("a"), option("b"), option("c"))),
                question("citat", QuestionKind.QUOTE),
            ),
        ),
    ),
)


def book(schema: Schema) -> ET.Element:
    """The codebook of an edition with that content."""
    return ET.fromstring(ddi_codebook(edition_of(schema)))  # noqa: S314  # what we have written ourselves


def names(root: ET.Element) -> list[str]:
    """The names of the variables."""
    return [str(var.get("name")) for var in root.findall("d:dataDscr/d:var", DDI)]


def test_the_codebook_tells_what_was_asked() -> None:
    """Title, version, groups in order before the variables, and each variable's parts in the order of the standard."""
    root = book(EVERYTHING)
    assert (root.tag, root.get("version")) == (f"{{{NAMESPACE}}}codeBook", "2.5")
    assert root.findtext("d:stdyDscr/d:citation/d:titlStmt/d:titl", namespaces=DDI) == "Din dag"
    assert root.findtext("d:stdyDscr/d:citation/d:titlStmt/d:IDNo", namespaces=DDI) == "dagen-1"
    data = [part.tag.rpartition("}")[2] for part in root.findall("d:dataDscr/*", DDI)]
    assert data == ["varGrp"] * 3 + ["var"] * 12
    assert names(root)[:6] == ["skaerm", "timer", "for_meget", "laver.musik", "laver.spil", "laver.venner"]
    hours = root.findall("d:dataDscr/d:var", DDI)[1]
    parts = [part.tag.rpartition("}")[2] for part in hours]
    assert parts == ["labl", "qstn", "valrng", "universe", "concept", "varFormat", "notes"]
    limits = hours.find("d:valrng/d:range", DDI)
    assert limits is not None
    assert limits.attrib == {"min": "0", "max": "24"}
    assert hours.findtext("d:qstn/d:preQTxt", namespaces=DDI) is None
    assert hours.findtext("d:universe", namespaces=DDI) == "svaret på ”Bruger du en skærm hjemme?” er Ja"
    assert hours.findtext("d:concept", namespaces=DDI) == "timer"
    screen = root.findall("d:dataDscr/d:var", DDI)[0]
    assert [value.text for value in screen.findall("d:catgry/d:catValu", DDI)] == ["true", "false"]


def test_each_part_of_an_answer_is_a_variable() -> None:
    """A row of a matrix has a concept of its own; groups name all their variables."""
    root = book(NEW_KINDS)
    assert names(root) == ["grad.sel83", "grad.sel107", "top.1", "top.2", "citat.text", "citat.consent"]
    concepts = [var.findtext("d:concept", namespaces=DDI) for var in root.findall("d:dataDscr/d:var", DDI)]
    assert concepts == ["grad.sel83", "grad.sel107", "top", "top", "citat", "citat"]
    idents = [var.get("ID") for var in root.findall("d:dataDscr/d:var", DDI)]
    group = root.find("d:dataDscr/d:varGrp", DDI)
    assert group is not None
    assert str(group.get("var")).split() == idents


def test_words_that_xml_cannot_hold() -> None:
    """Signs of markup are escaped, and those that XML forbids are left out."""
    told = said("Under 3 & over <5>?\x0b")
    schema = Schema(
        key="x",
        title=said("X"),
        sections=(Section(key="s", title=said("S"), questions=(question("q", QuestionKind.TEXT, text=told),)),),
    )
    assert book(schema).findtext("d:dataDscr/d:var/d:labl", namespaces=DDI) == "Under 3 & over <5>?"


def test_page_and_api_give_the_same_files() -> None:
    """Open to all, as the editions are."""
    edition = edition_of()
    client = Client()
    page = client.get(reverse("drafting:edition_file", args=[edition.key, edition.number, "xml"]))
    api = client.get(f"/api/v1/questionnaire-files/{edition.key}/{edition.number}/ddi")
    assert (page.content, page["Content-Type"]) == (api.content, "application/xml; charset=utf-8")
    assert 'filename="dagen-1.xml"' in page["Content-Disposition"]
    book_file = client.get(f"/api/v1/questionnaire-files/{edition.key}/{edition.number}/xlsform")
    assert book_file.content.startswith(b"PK")
    assert client.get(f"/spoergeskemaer/{edition.key}/{edition.number}.exe").status_code == 404
    assert client.get(f"/api/v1/questionnaire-files/{edition.key}/99/ddi").status_code == 404
