"""A national editor's way from an empty draft to an edition, page by page and without a script."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.drafts import draft
from tests.pages import assert_clean_html, text_of
from tests.people import client_of, holding
from tests.questionnaire import EVERYTHING, edition_of, option, question, said
from tovholder.apps.drafting.models import Draft
from tovholder.apps.drafting.xlsform_write import xlsform
from tovholder.apps.questionnaires.models import Edition
from tovholder.engines.questionnaires.model import Among, Compare, QuestionKind, Schema, Section

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    """A national editor's browser."""
    return client_of(holding("national_editor"))


def address(name: str, one: Draft, *parts: str) -> str:
    """The address of a page about a draft."""
    return reverse(f"drafting:{name}", args=[one.public_id, *parts])


def posted(client: Client, path: str, **values: Any) -> Any:
    """The answer to a form that is sent."""
    return client.post(path, values)


def test_from_nothing_to_an_edition(editor: Client) -> None:
    """Title, section, two questions, a condition, the check, and an edition that never changes."""
    made = posted(editor, reverse("drafting:new"), title_da="Skærmbesøg 2027")
    one = Draft.objects.get()
    assert (made.status_code, one.key, one.begun_by_name) == (302, "skaermbesoeg_2027", "national_editor land")
    posted(editor, address("new_section", one), title_da="Udbredelse")
    kinds = editor.get(address("new_question", one, "udbredelse"))
    assert_clean_html(kinds)
    path = address("new_question", one, "udbredelse") + "?slags=one"
    assert_clean_html(editor.get(path))
    posted(editor, path, text_da="Bruger I skærmbesøg?", options="drift = I drift\nnej = Nej\nMåske senere", key="brug")
    path = address("new_question", one, "udbredelse") + "?slags=matrix"
    posted(
        editor,
        path,
        text_da="Hvor langt er I?",
        options="drift = I drift\nplan = Planlagt",
        rows="sel83 = Personlig hjælp\nsel107 = Botilbud",
        rows_en="sel83 = Personal care",
        required="on",
        concept="screen.status",
    )
    one.refresh_from_db()
    brug, grad = one.content.questions
    assert [option.key for option in brug.options] == ["drift", "nej", "maaske_senere"]
    assert (brug.concept, grad.key, grad.concept) == ("udbredelse.brug", "hvor_langt_er_i", "screen.status")
    assert (grad.kind, grad.required, grad.rows[0].text.en) == (QuestionKind.MATRIX, True, "Personal care")
    condition = address("question_condition", one, grad.key)
    first = editor.get(condition)
    assert_clean_html(first)
    assert "Bruger I skærmbesøg?" in text_of(first)
    assert_clean_html(editor.get(f"{condition}?om=brug"))
    posted(editor, f"{condition}?om=brug", version=one.version, relation="among", value=["drift", "nej"])
    one.refresh_from_db()
    assert one.content.questions[1].relevant == Among(question="brug", values=("drift", "nej"))
    checked = editor.get(address("check", one))
    assert "Ingen fejl" in text_of(checked)
    opened = posted(editor, address("open", one), version=one.version, sure="1")
    edition = Edition.objects.get(key="skaermbesoeg_2027")
    one.refresh_from_db()
    assert opened["Location"] == edition.get_absolute_url()
    assert (one.state, one.edition, edition.number, edition.content) == ("opened", edition, 1, one.content)
    assert editor.get(address("question", one, "brug")).status_code == 404


@pytest.mark.parametrize("name", ["draft", "check", "compare", "preview", "whole", "open", "discard", "new_section"])
def test_pages_of_a_draft_are_clean(editor: Client, name: str) -> None:
    """Each page of a draft with every kind of question."""
    one = draft(based_on=edition_of())
    assert_clean_html(editor.get(address(name, one)))


@pytest.mark.parametrize("key", [question.key for question in EVERYTHING.questions])
def test_a_question_saved_as_it_stands_is_the_same(editor: Client, key: str) -> None:
    """The form loses nothing of any kind of question, also what it does not ask for."""
    one = draft()
    path = address("question", one, key)
    page = editor.get(path)
    assert_clean_html(page)
    form = page.context["form"]
    values = {field.name: field.value() for field in form if field.value() is not None and field.value() is not False}
    assert posted(editor, path, **values, version=one.version).status_code == 302
    one.refresh_from_db()
    assert (one.content, one.version) == (EVERYTHING, 1)


def test_order_copies_and_deletion(editor: Client) -> None:
    """Buttons move parts, past the edge of a section into the next; deleting asks first and tells of conditions."""
    one = draft()
    posted(editor, address("arrange_question", one, "laver"), do="op")
    one.refresh_from_db()
    assert [len(section.questions) for section in one.content.sections] == [4, 4, 2]
    posted(editor, address("arrange_question", one, "timer"), do="kopier")
    one.refresh_from_db()
    assert [question.key for question in one.content.sections[0].questions][:3] == ["skaerm", "timer", "timer_2"]
    posted(editor, address("arrange_section", one, "sammen"), do="op")
    one.refresh_from_db()
    assert [section.key for section in one.content.sections] == ["hverdag", "sammen", "oensker"]
    asked = editor.get(address("delete_question", one, "skaerm"))
    assert_clean_html(asked)
    posted(editor, address("delete_question", one, "skaerm"), version=one.version, sure="1")
    one.refresh_from_db()
    page = editor.get(one.get_absolute_url())
    assert "spørger til et spørgsmål, der ikke findes mere" in text_of(page)
    refused = posted(editor, address("open", one), version=one.version, sure="1")
    assert (refused.status_code, Edition.objects.filter(key="dagen").exists()) == (200, False)
    assert editor.post(address("arrange_section", one, "sammen"), {"do": "hop"}).status_code == 404


def test_a_reference_to_a_later_question_is_shown_in_its_place(editor: Client) -> None:
    """Moving a question above what it asks about is a fault, until it is mended."""
    one = draft()
    posted(editor, address("arrange_question", one, "timer"), do="op")
    told = text_of(editor.get(address("check", one)))
    assert "Betingelsen ser på et spørgsmål, der først stilles senere" in told
    offered = editor.get(address("question_condition", one, "timer")).context["earlier"]
    assert offered == []


def test_conditions_are_joined_and_taken_off(editor: Client) -> None:
    """Several parts, of which all or one must hold; each can be taken off."""
    one = draft()
    path = address("question_condition", one, "ord")
    for key, values in (
        ("skaerm", {"relation": "eq", "value": "ja"}),
        ("timer", {"relation": "ge", "value": "2,5"}),
        ("bedst", {"relation": "unanswered"}),
    ):
        one.refresh_from_db()
        assert editor.post(f"{path}?om={key}", {**values, "version": one.version}).status_code == 302
    one.refresh_from_db()
    relevant = one.content.questions[7].relevant
    assert relevant is not None
    assert getattr(relevant, "conditions", ())[:2] == (
        Compare(question="skaerm", op="eq", value=True),
        Compare(question="timer", op="ge", value=2.5),
    )
    posted(editor, path, do="any", version=one.version)
    one.refresh_from_db()
    assert "any" in str(one.schema["sections"][1]["questions"][-1]["relevant"])
    posted(editor, path, do="0", version=one.version)
    one.refresh_from_db()
    posted(editor, path, do="clear", version=one.version)
    one.refresh_from_db()
    assert one.content.questions[7].relevant is None
    incomplete = editor.post(f"{path}?om=timer", {"relation": "ge", "version": one.version})
    assert "Vælg eller skriv det svar" in text_of(incomplete)
    assert editor.get(f"{path}?om=hvem").status_code == 404


def test_trying_it_opens_questions_and_keeps_nothing(editor: Client) -> None:
    """The preview shows what applies with the answers that are given there."""
    one = draft()
    path = address("preview", one)
    assert "Hvor længe om dagen?" not in text_of(editor.get(path))
    tried = posted(editor, path, skaerm="ja", seen_skaerm="0")
    assert_clean_html(tried)
    assert "Hvor længe om dagen?" in text_of(tried)
    assert one.version == Draft.objects.get().version


def test_a_faulty_draft_has_all_its_pages(editor: Client) -> None:
    """A scale of a billion steps, a table without rows, a condition about nothing: shown as faults, not as fields."""
    parts = (
        question("skala", QuestionKind.SCALE, minimum=1, maximum=10**9),
        question("tabel", QuestionKind.MATRIX, relevant=Compare(question="vaek", op="eq", value=1)),
        question("top", QuestionKind.RANKING, options=(option("a"), option("a"))),
        question("tal", QuestionKind.NUMBER),
    )
    schema = Schema(key="fejl", title=said("Fejl"), sections=(Section(key="s", title=said(""), questions=parts),))
    one = draft(schema)
    for name in ("draft", "check", "compare", "preview", "open", "whole"):
        assert_clean_html(editor.get(address(name, one)))
    for key in ("skala", "tabel", "top"):
        assert_clean_html(editor.get(address("question", one, key)))
        assert_clean_html(editor.get(address("question_condition", one, key)))
    shown = text_of(editor.get(address("preview", one)))
    assert ("Tal?" in shown, "Skala?" in shown) == (True, False)


def test_two_editors_at_different_questions_do_not_meet(editor: Client) -> None:
    """A form knows which text of its own part it leans on; the same part changed meanwhile is shown beside it."""
    one = draft()
    path = address("question", one, "bedst")
    form = editor.get(path).context["form"]
    values = {field.name: field.value() for field in form if field.value() is not None and field.value() is not False}
    posted(editor, address("arrange_question", one, "glad"), do="ned")
    values |= {"text_da": "Hvornår går det bedst?", "version": str(one.version)}
    assert posted(editor, path, **values).status_code == 302
    again = posted(editor, path, **values | {"text_da": "Noget tredje"})
    assert (again.status_code, "Hvornår går det bedst?" in text_of(again)) == (409, True)


def test_next_year_goes_on_from_an_edition(editor: Client) -> None:
    """All questions come along, and each concept tells whether it can still be compared."""
    edition = edition_of()
    path = reverse("drafting:from_edition", args=[edition.key, edition.number])
    assert_clean_html(editor.get(path))
    posted(editor, path, title_da="Din dag 2027", key="dagen")
    one = Draft.objects.get()
    assert (one.based_on, len(one.content.questions)) == (edition, len(EVERYTHING.questions))
    posted(editor, address("delete_question", one, "siden"), version=one.version, sure="1")
    told = text_of(editor.get(address("compare", one)))
    assert ("Kan sammenlignes" in told, "Stilles ikke længere" in told) == (True, True)
    one.refresh_from_db()
    posted(editor, address("open", one), version=one.version, sure="1")
    assert [one.number for one in Edition.objects.filter(key="dagen")] == [2, 1]


def test_a_file_becomes_a_draft(editor: Client) -> None:
    """XLSForm and JSON; what is left behind stands on the draft's page; a bad file is refused at its field."""
    path = reverse("drafting:from_file")
    assert_clean_html(editor.get(path))
    editor.post(path, {"file": SimpleUploadedFile("skema.xlsx", xlsform(EVERYTHING, "1"))})
    assert Draft.objects.get().content == EVERYTHING
    json = editor.get(reverse("drafting:draft_file", args=[Draft.objects.get().public_id, "json"]))
    editor.post(path, {"file": SimpleUploadedFile("skema.json", json.content)})
    assert [one.content for one in Draft.objects.all()] == [EVERYTHING, EVERYTHING]
    refused = editor.post(path, {"file": SimpleUploadedFile("skema.json", b"{")})
    assert (refused.status_code, "Filen er ikke gyldig JSON." in text_of(refused)) == (200, True)
    refused = editor.post(path, {"file": SimpleUploadedFile("skema.xlsx", b"PK no")})
    assert (refused.status_code, Draft.objects.count()) == (200, 2)


def test_a_discarded_draft_tells_why(editor: Client) -> None:
    """It stays on the list with its reason, and is not written any more."""
    one = draft()
    assert posted(editor, address("discard", one), version=one.version, why=" ").status_code == 200
    posted(editor, address("discard", one), version=one.version, why="Slået sammen med et andet")
    told = editor.get(reverse("drafting:list"), {"tilstand": "discarded"})
    assert_clean_html(told)
    assert "Slået sammen med et andet" in text_of(told)
    assert editor.get(address("whole", one)).status_code == 404
    assert editor.get(reverse("drafting:list"), {"tilstand": "fantasi"}).status_code == 400


def test_names_and_secrets_are_refused(editor: Client) -> None:
    """A questionnaire of the product itself keeps its name, and no text holds a CPR number."""
    refused = posted(editor, reverse("drafting:new"), title_da="IT", key="screening")
    one = draft()
    path = address("whole", one)
    secret = posted(editor, path, title_da="Ring 010203-1234", key="dagen", version=one.version)
    assert (refused.status_code, secret.status_code, Draft.objects.count()) == (200, 200, 1)
    assert "Det ligner et CPR-nummer" in text_of(secret)
    assert "bruger selv spørgeskemaet" in text_of(refused)


def test_the_way_from_the_questionnaires(editor: Client) -> None:
    """Those who may find the drafts from the public pages; everybody finds the files."""
    edition = edition_of()
    assert "Begynd en ny kladde" in text_of(editor.get(reverse("questionnaires:list")))
    assert "Kladder" not in text_of(Client().get(reverse("questionnaires:list")))
    page = Client().get(edition.get_absolute_url())
    assert_clean_html(page)
    assert ("DDI-Codebook 2.5" in text_of(page), "Begynd en kladde" in text_of(page)) == (True, False)
    assert "Begynd en kladde til næste udgave" in text_of(editor.get(edition.get_absolute_url()))
    json = Client().get(reverse("questionnaires:file", args=[edition.key, edition.number]))
    assert json["Content-Type"].startswith("application/json")


def test_lists_keep_their_number_of_queries(editor: Client, django_assert_num_queries: Any) -> None:
    """The list asks no more for many drafts than for one."""
    draft()
    with django_assert_num_queries(6) as first:
        editor.get(reverse("drafting:list"))
    for _number in range(5):
        draft()
    with django_assert_num_queries(len(first.captured_queries)):
        editor.get(reverse("drafting:list"))
