"""Matrices, rankings and quotes: from the browser to the database and back, and when two answer at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people import actor, municipality
from tests.questionnaire import EVERYTHING, edition_of, option, question, response_to, said
from tovholder.apps.questionnaires.models import AnswerVersion, Response
from tovholder.apps.questionnaires.public import (
    Distribution,
    Kept,
    SectionForm,
    adopt_edition,
    answer,
    answer_of,
    answer_text,
    distribution,
    evaluation_of,
    paper_of,
    reading_of,
    responses_about,
)
from tovholder.apps.questionnaires.values import stored_of, value_of
from tovholder.engines.questionnaires import evaluate
from tovholder.engines.questionnaires.model import ItemState, Question, QuestionKind, Schema, Section, Value
from tovholder.kernel.actor import SYSTEM

MATRIX = question(
    "grad",
    QuestionKind.MATRIX,
    rows=(option("sul140"), option("sel85"), option("sel83a")),
    options=(option("drift"), option("proever"), option("nej")),
)
RANKING = question("top", QuestionKind.RANKING, most=3, options=tuple(option(key) for key in ("a", "b", "c", "d")))
QUOTE = question("citat", QuestionKind.QUOTE)
SEVERAL = question(
    "flere",
    QuestionKind.MANY,
    most=2,
    options=(*(option(key) for key in ("x", "y", "z")), option("ingen", exclusive=True)),
)
NUMBER = question("antal", QuestionKind.NUMBER, minimum=0, maximum=500, unit=said("projekter"))
KINDS = Schema(
    key="arter",
    title=said("Arter"),
    sections=(Section(key="alle", title=said("Alle"), questions=(MATRIX, RANKING, QUOTE, SEVERAL, NUMBER)),),
)


@pytest.fixture
def response() -> Response:
    """A response of Syddjurs."""
    return response_to(edition_of(KINDS), municipality=municipality())


def again(response: Response) -> Response:
    """The response as it stands."""
    return responses_about([response.about]).get()


def stands(response: Response, key: str) -> Any:
    """What stands at a question."""
    found = answer_of(again(response), key)
    return found.value if found is not None else None


def sent(data: Mapping[str, str | list[str]]) -> QueryDict:
    """What a browser sends."""
    made = QueryDict(mutable=True)
    for name, value in data.items():
        made.setlist(name, [value] if isinstance(value, str) else value)
    return made


def form_of(data: Mapping[str, str | list[str]]) -> SectionForm:
    """A form that a browser has sent."""
    return SectionForm(KINDS.questions, {}, sent(data))


def as_sent(asked: Question, value: Value | None) -> dict[str, str]:
    """``value`` as the browser sends the parts of its question."""
    if isinstance(value, Mapping):
        return {f"{asked.key}.{part}": text for part, text in value.items()}
    places = value if isinstance(value, tuple) else ()
    return {f"{asked.key}.{place}": key for place, key in enumerate(places, start=1)}


def valid_values(asked: Question) -> st.SearchStrategy[Value]:
    """Every valid answer to ``asked``."""
    keys = [one.key for one in asked.options]
    if asked.kind is QuestionKind.MATRIX:
        return st.dictionaries(st.sampled_from([row.key for row in asked.rows]), st.sampled_from(keys), min_size=1)
    if asked.kind is QuestionKind.RANKING:
        return st.lists(st.sampled_from(keys), min_size=1, max_size=asked.most, unique=True).map(tuple)
    words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "N"]), min_size=1, max_size=40)
    return st.fixed_dictionaries({"text": words, "consent": st.sampled_from(["named", "anonymous", "none"])})


@pytest.mark.parametrize("asked", [MATRIX, RANKING, QUOTE], ids=lambda one: one.key)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_answer_goes_round_unchanged(asked: Question, data: st.DataObject) -> None:
    """From the browser through the form to the database, and out again into the form's elements."""
    value = data.draw(valid_values(asked))
    form = SectionForm([asked], {}, sent(as_sent(asked, value)))
    assert (form.errors, form.values()) == ({}, {asked.key: value})
    assert value_of(stored_of(value)) == value
    shown = SectionForm([asked], {}, {asked.key: value if not isinstance(value, tuple) else list(value)})
    assert (shown.errors, shown.values()) == ({}, {asked.key: value})


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["grad", "grad.sul140", "grad.x", "top", "top.1", "top.3", "citat", "citat.text", "citat.consent"]
        ),
        st.text(max_size=20),
    )
)
def test_nothing_that_is_sent_breaks_a_form(data: dict[str, str]) -> None:
    """Whatever comes, the form says what it is or what is wrong, and can be shown again."""
    form = form_of(data)
    if form.is_valid():
        items = evaluate(KINDS, {key: value for key, value in form.values().items() if value is not None}).items
        assert [key for key, item in items.items() if item.state is ItemState.INVALID] == []
    assert str(form["grad"]) + str(form["top"]) + str(form["citat"]) != ""


def test_an_empty_form_is_no_answer() -> None:
    """Also a consent without a quote, and the buttons that take a row back."""
    form = form_of({"grad.sul140": "", "citat.text": "  ", "citat.consent": "named", "top.1": "", "top.2": ""})
    assert form.errors == {}
    assert form.values() == {"grad": None, "top": None, "citat": None, "flere": None, "antal": None}


def test_a_ranking_closes_its_gaps() -> None:
    """Who leaves a place open has ranked those that follow all the same."""
    form = form_of({"top.1": "b", "top.3": "a"})
    assert (form.errors, form.values()["top"]) == ({}, ("b", "a"))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"top.1": "a", "top.2": "b", "top.3": "a"}, "”A” er valgt to gange. Hvert svar kan kun have én plads."),
        ({"top.1": "findes ikke"}, "Vælg blandt de svar, der står på listen."),
        ({"grad.sul140": "måske"}, "Vælg blandt de svar, der står på listen."),
        ({"grad": "drift"}, "Svaret passer ikke til spørgsmålet. Prøv igen."),
        ({"citat.text": "Godt"}, "Sig, om citatet må vises: ja med navn, ja uden navn, eller nej."),
        (
            {"citat.text": "Ring til 010190-1234", "citat.consent": "named"},
            "Det ligner et CPR-nummer. Skriv det om: her står aldrig CPR-numre eller andre ti cifre i træk.",
        ),
        (
            {"citat.text": "Adgangskode: hemmelig42", "citat.consent": "none"},
            "Det ligner en adgangskode eller en pinkode. Den slags gemmes aldrig her.",
        ),
        ({"flere": ["x", "y", "z"]}, "Der er valgt for mange. Vælg højst 2."),
        (
            {"flere": ["x", "ingen"]},
            "Det svar, der udelukker de andre, er valgt sammen med andre. Vælg enten det eller de andre.",
        ),
        ({"antal": "501"}, "Tallet er for stort. Det største er 500."),
        ({"antal": "-1"}, "Tallet er for lille. Det mindste er 0."),
    ],
)
def test_what_cannot_be_is_told_in_words(data: dict[str, str | list[str]], text: str) -> None:
    """At its question alone."""
    assert list(form_of(data).errors.values()) == [[text]]


def test_a_quote_is_short() -> None:
    """Longer ones are texts; one that two have made longer can still be saved."""
    errors = form_of({"citat.text": "x" * 2001, "citat.consent": "named"}).errors
    assert list(errors) == ["citat"]


def test_what_was_typed_comes_back_with_the_error() -> None:
    """Every part of it, in its own element, and the summary leads to the first of them."""
    form = form_of(
        {"top.1": "a", "top.2": "", "top.3": "a", "grad.sel85": "drift", "citat.text": "<b>Godt</b>", "antal": "mange"}
    )
    html = render_to_string("ui/forms/form.html", {"form": form})
    for part in (
        'name="top.1" aria-invalid="true">\n        <option value="">Vælg</option><option value="a" selected>A',
        'name="grad.sel85" value="drift" checked',
        "&lt;b&gt;Godt&lt;/b&gt;</textarea>",
        'value="mange"',
        'href="#id_top-1"',
        'href="#id_citat-text"',
    ):
        assert part in html


def test_a_matrix_is_a_group_for_each_row() -> None:
    """With its words as the legend, every option as a button, and one that takes the row back."""
    html = str(SectionForm([MATRIX], {})["grad"])
    assert html.count("<fieldset") == 3
    assert html.count('<legend class="tv-matrix__label">') == 3
    assert html.count('type="radio"') == 3 * 4
    assert html.count('value="" checked') == 3


def test_help_says_how_many() -> None:
    """What can be ticked is limited in words before it is in an error."""
    assert SectionForm([SEVERAL], {}).fields["flere"].help_text == "Vælg højst 2."
    helped = replace(SEVERAL, help=said("Tænk på i år."))
    assert SectionForm([helped], {}).fields["flere"].help_text == "Tænk på i år. Vælg højst 2."


def test_answers_in_words() -> None:
    """A matrix in the order of its rows, a ranking with its places, a quote with what may be done with it."""
    assert answer_text(MATRIX, {"sel83a": "nej", "sul140": "drift"}) == "Sul140: Drift\nSel83a: Nej"
    assert answer_text(RANKING, ("c", "a")) == "1. C\n2. A"
    assert answer_text(QUOTE, {"text": "Godt", "consent": "anonymous"}) == "”Godt”\nMå vises: Ja, uden navn"
    assert answer_text(QUOTE, {"text": "Godt", "consent": "?"}) == "”Godt”"


def seen(**versions: int) -> dict[str, int]:
    """Versions that a writer saw."""
    return versions


@pytest.mark.django_db
def test_two_people_share_a_matrix(response: Response) -> None:
    """Each row keeps what one of the two changed; of a row that both changed the other stands in the history."""
    anna, bo = replace(actor("staff"), name="Anna"), replace(actor("staff"), name="Bo")
    answer(response, {"grad": {"sul140": "drift", "sel85": "nej"}}, seen=seen(grad=0), by=SYSTEM)
    kept = answer(response, {"grad": {"sul140": "proever", "sel85": "nej"}}, seen=seen(grad=1), by=anna)
    assert kept == Kept(("grad",), (), ())
    kept = answer(response, {"grad": {"sul140": "drift", "sel83a": "drift"}}, seen=seen(grad=1), by=bo)
    assert kept == Kept(("grad",), (), ())
    assert stands(response, "grad") == {"sul140": "proever", "sel83a": "drift"}
    kept = answer(response, {"grad": {"sul140": "nej", "sel83a": "drift"}}, seen=seen(grad=1), by=bo)
    assert kept == Kept(("grad",), ("grad",), ())
    assert stands(response, "grad") == {"sul140": "nej", "sel83a": "drift"}
    assert {"sul140": "proever", "sel83a": "drift"} in [one.value for one in AnswerVersion.objects.all()]


@pytest.mark.django_db
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_row_of_a_matrix_is_lost(data: st.DataObject) -> None:
    """Whatever two people do to it: every row is what one of them sent, and untouched rows follow the other."""
    response = response_to(edition_of(KINDS), municipality=municipality())
    rows = st.dictionaries(
        st.sampled_from([row.key for row in MATRIX.rows]), st.sampled_from([one.key for one in MATRIX.options])
    )
    before, first, second = (data.draw(rows) for _one in range(3))
    for value, by in ((before, SYSTEM), (first, actor("staff")), (second, actor("staff"))):
        version = 0 if by is SYSTEM else int(bool(before))
        answer(response, {"grad": value or None}, seen=seen(grad=version), by=by)
    found = stands(response, "grad") or {}
    for row in (one.key for one in MATRIX.rows):
        mine = second.get(row)
        assert found.get(row) == (first.get(row) if mine == before.get(row) else mine)


@pytest.mark.django_db
def test_two_people_change_a_quote(response: Response) -> None:
    """Both texts stand with their names, and the stricter of the consents, until somebody has looked at it."""
    anna, bo = replace(actor("staff"), name="Anna"), replace(actor("staff"), name="Bo")
    answer(response, {"citat": {"text": "Godt", "consent": "named"}}, seen={}, by=SYSTEM)
    answer(response, {"citat": {"text": "Godt nok", "consent": "anonymous"}}, seen=seen(citat=1), by=anna)
    kept = answer(response, {"citat": {"text": "Meget godt", "consent": "named"}}, seen=seen(citat=1), by=bo)
    assert kept.merged == ("citat",)
    assert stands(response, "citat") == {
        "text": "Anna skrev:\nGodt nok\n\nBo skrev:\nMeget godt",
        "consent": "anonymous",
    }


@pytest.mark.django_db
def test_a_consent_does_not_move_to_another_text(response: Response) -> None:
    """Who opened a quote for all had read the former words."""
    by = actor("staff")
    answer(response, {"citat": {"text": "Godt", "consent": "none"}}, seen={}, by=SYSTEM)
    answer(response, {"citat": {"text": "Skidt", "consent": "none"}}, seen=seen(citat=1), by=by)
    kept = answer(response, {"citat": {"text": "Godt", "consent": "named"}}, seen=seen(citat=1), by=by)
    assert (kept.merged, stands(response, "citat")) == (("citat",), {"text": "Skidt", "consent": "none"})


@pytest.mark.django_db
def test_a_quote_is_taken_back(response: Response) -> None:
    """Nothing stands then; also one row after the other of a matrix."""
    answer(response, {"citat": {"text": "Godt", "consent": "named"}, "grad": {"sel85": "nej"}}, seen={}, by=SYSTEM)
    answer(
        response,
        {"citat": {"text": " ", "consent": "named"}, "grad": {"sel85": ""}},
        seen=seen(citat=1, grad=1),
        by=SYSTEM,
    )
    assert (stands(response, "citat"), stands(response, "grad")) == (None, None)
    assert evaluation_of(again(response)).answered == 0


@pytest.mark.django_db
def test_the_action_refuses_what_the_form_refuses(response: Response) -> None:
    """The door for imports and the API is as narrow."""
    with pytest.raises(ValidationError) as refused:
        answer(response, {"top": ("a", "a"), "citat": {"text": "010190-1234", "consent": "named"}}, seen={}, by=SYSTEM)
    assert sorted(refused.value.message_dict) == ["citat", "top"]


@pytest.mark.django_db
def test_the_reading_shows_every_part(response: Response) -> None:
    """Line by line, with what stood before."""
    answer(response, {"top": ("a", "b")}, seen={}, by=SYSTEM)
    answer(response, {"top": ("b",)}, seen=seen(top=1), by=SYSTEM)
    rows = {row.question.key: row for row in reading_of(again(response)).sections[0].answers}
    assert (rows["top"].text, [one.text for one in rows["top"].earlier]) == ("1. B", ["1. A\n2. B"])


@pytest.mark.django_db
def test_the_spread_of_matrices_and_rankings() -> None:
    """By row and option; mentions, and how often at which place."""
    rows: list[Response] = []
    given: list[dict[str, Value]] = [
        {"grad": {"sul140": "drift", "sel85": "nej"}, "top": ("a", "b")},
        {"grad": {"sul140": "drift"}, "top": ("b", "a", "c")},
        {"grad": {"sul140": "nej"}},
    ]
    for values in given:
        one = response_to(edition_of(KINDS), municipality=municipality())
        answer(one, values, seen={}, by=SYSTEM)
        rows.append(again(one))
    matrix, ranking = distribution(rows, "grad"), distribution(rows, "top")
    assert (matrix.n, matrix.counts) == (3, {})
    assert matrix.rows == {
        "sul140": {"drift": 2, "proever": 0, "nej": 1},
        "sel85": {"drift": 0, "proever": 0, "nej": 1},
        "sel83a": {"drift": 0, "proever": 0, "nej": 0},
    }
    assert isinstance(ranking, Distribution)
    assert (ranking.n, ranking.base, ranking.counts) == (2, 3, {"a": 2, "b": 2, "c": 1, "d": 0})
    assert ranking.places == {"a": (1, 1, 0), "b": (1, 1, 0), "c": (0, 0, 1), "d": (0, 0, 0)}


@pytest.mark.django_db
def test_a_ranking_does_not_become_a_choice(response: Response) -> None:
    """A matrix keeps its rows in a new edition that has them; an order is no mere choice, nor the other way round."""
    answer(response, {"grad": {"sul140": "nej"}, "top": ("a", "b"), "flere": ("x",)}, seen={}, by=SYSTEM)
    changed = (
        replace(MATRIX, rows=MATRIX.rows[:2]),
        replace(RANKING, kind=QuestionKind.MANY),
        replace(SEVERAL, kind=QuestionKind.RANKING, options=SEVERAL.options[:3]),
    )
    edition_of(replace(KINDS, sections=(replace(KINDS.sections[0], questions=changed),)))
    adopt_edition(response, by=SYSTEM)
    assert [stands(response, key) for key in ("grad", "top", "flere")] == [{"sul140": "nej"}, None, None]
    assert [row.question.key for row in reading_of(again(response)).left] == ["top", "flere"]


def test_a_questionnaire_on_paper() -> None:
    """Empty with boxes, lines and places; filled with what was answered, and nothing that was not asked."""
    empty = {one.key: one for one in paper_of(KINDS)[0].questions}
    assert [row.text for row in empty["grad"].rows] == ["Sul140", "Sel85", "Sel83a"]
    assert (empty["top"].places, len(empty["citat"].lines), len(empty["antal"].lines)) == (("", "", ""), 3, 1)
    assert empty["antal"].label == "Antal? (projekter)"
    answers: dict[str, Value] = {
        "grad": {"sel85": "nej"},
        "top": ("b",),
        "citat": {"text": "Godt", "consent": "none"},
        "flere": ("x",),
    }
    paper = paper_of(KINDS, answers)
    filled = {one.key: one for one in paper[0].questions}
    assert [choice.chosen for choice in filled["grad"].rows[1].choices] == [False, False, True]
    assert (filled["top"].places, filled["citat"].written, len(filled["citat"].lines)) == (("B", "", ""), "Godt", 0)
    assert [one.text for one in filled["citat"].choices if one.chosen] == ["Nej"]
    html = render_to_string("questionnaires/paper.html", {"paper": paper})
    assert (html.count("✕"), html.count("Valgt:")) == (3, 3)
    assert len(paper_of(EVERYTHING, {"skaerm": False})) == 2
