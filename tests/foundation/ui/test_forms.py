"""Forms: markup, errors, and nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertHTMLEqual

from tovholder.foundation.ui.example_form import ExampleForm, answered
from tovholder.foundation.ui.fields import kind_of, summary_lines
from tovholder.foundation.ui.forms import PlainForm
from tovholder.foundation.ui.widgets import DateBoxes

NO_FILES: MultiValueDict[str, Any] = MultiValueDict()


class SmallForm(PlainForm):
    """A form with one of the fields whose markup is told below."""

    name = forms.CharField(label="Navn", help_text="Kort.", max_length=60)
    groups = forms.MultipleChoiceField(label="Målgrupper", required=False, choices=[("a", "Ældre"), ("b", "Børn")])


def shown(form: forms.BaseForm, source: str = "{{ form }}") -> str:
    """``source`` on a Danish page."""
    with translation.override("da"):
        return Template(source).render(Context({"form": form}))


def test_a_line_of_text_has_label_help_and_field_in_that_order() -> None:
    """Help is read before the field, and tied to it."""
    assertHTMLEqual(
        shown(SmallForm(), "{% form_field form.name %}"),
        '<div class="form-group tv-field tv-field--line"><label class="form-label" for="id_name">Navn</label>'
        '<span class="form-hint" id="id_name_helptext">Kort.</span>'
        '<input type="text" name="name" maxlength="60" class="form-input" required'
        ' aria-describedby="id_name_helptext" id="id_name"></div>',
    )


def test_an_error_is_tied_to_its_field() -> None:
    """The field is marked as wrong and described by help and error."""
    assertHTMLEqual(
        shown(SmallForm({}), "{% form_field form.name %}"),
        '<div class="form-group tv-field tv-field--line form-error">'
        '<label class="form-label" for="id_name">Navn</label>'
        '<span class="form-hint" id="id_name_helptext">Kort.</span>'
        '<span class="form-error-message" id="id_name_error"><span class="sr-only">Fejl: </span>Udfyld feltet.</span>'
        '<input type="text" name="name" maxlength="60" class="form-input" required aria-invalid="true"'
        ' aria-describedby="id_name_helptext id_name_error" id="id_name"></div>',
    )


def test_a_choice_of_several_is_boxes_in_a_group() -> None:
    """No list that needs the Ctrl key; the group says that it may be left out."""
    assertHTMLEqual(
        shown(SmallForm({"groups": ["b"]}), "{% form_field form.groups %}"),
        '<div class="form-group tv-field tv-field--checkboxes"><fieldset>'
        '<legend class="form-label">Målgrupper <span class="tv-optional">(frivilligt)</span></legend>'
        '<div class="tv-choices"><div class="form-group-checkbox">'
        '<input type="checkbox" name="groups" value="a" class="form-checkbox" id="id_groups_0">'
        '<label for="id_groups_0">Ældre</label></div><div class="form-group-checkbox">'
        '<input type="checkbox" name="groups" value="b" class="form-checkbox" id="id_groups_1" checked>'
        '<label for="id_groups_1">Børn</label></div></div></fieldset></div>',
    )


def test_the_error_summary_leads_to_each_field() -> None:
    """Every error once, in the order of the form, with the id of what takes the answer."""
    with translation.override("da"):
        lines = [(line.text, line.target) for line in summary_lines(answered())]
    assert lines == [
        ("Navn: Udfyld feltet.", "proeve-name"),
        (
            "Startdato: Den dato findes ikke. Skriv dag, måned og år med tal, for eksempel 3, 5 og 2026.",
            "proeve-starts_on_day",
        ),
    ]


def test_the_targets_of_the_summary_are_on_the_page() -> None:
    """No link of the summary leads nowhere."""
    form = ExampleForm({})
    html = shown(form)
    missing = [line.target for line in summary_lines(form) if f'id="{line.target}"' not in html]
    assert missing == []


def test_a_form_without_errors_has_no_summary() -> None:
    """Nothing is shown over a form that is new."""
    assert shown(SmallForm(), "{% error_summary form %}").strip() == ""


def test_errors_of_the_whole_form_come_first() -> None:
    """They have no field to lead to."""
    form = SmallForm({"name": "x"})
    form.add_error(None, "Kommunen har allerede et projekt med det navn.")
    assert [(line.text, line.target) for line in summary_lines(form)] == [
        ("Kommunen har allerede et projekt med det navn.", "")
    ]


def test_words_of_the_form_win_over_the_general_ones() -> None:
    """A form that says itself what is missing keeps its words."""

    class Worded(PlainForm):
        name = forms.CharField(error_messages={"required": "Hvad hedder projektet?"})

    assert Worded({}).errors["name"] == ["Hvad hedder projektet?"]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_any_day_goes_through_the_boxes_and_back(day: date) -> None:
    """What is shown in the three boxes is read as the same day."""
    context = DateBoxes().get_context("on", day, {"id": "id_on"})
    typed = {box["name"]: box["value"] for box in context["boxes"]}
    assert DateBoxes().value_from_datadict(typed, NO_FILES, "on") == day.isoformat()


@given(st.lists(st.text(st.characters(exclude_characters="/", codec="utf-8"), max_size=5), min_size=3, max_size=3))
def test_what_is_no_date_comes_back_as_it_was_typed(parts: list[str]) -> None:
    """Nothing typed is lost, whatever it is."""
    typed = dict(zip(("on_day", "on_month", "on_year"), parts, strict=True))
    value = DateBoxes().value_from_datadict(typed, NO_FILES, "on")
    boxes = DateBoxes().get_context("on", value, {"id": "id_on"})["boxes"]
    texts = [part.strip() for part in parts]
    try:
        date(int(texts[2]), int(texts[1]), int(texts[0]))
    except ValueError:
        assert [box["value"] for box in boxes] == texts


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ({"on": "2026-05-03"}, "2026-05-03"),
        ({"on": ""}, None),
        ({"on_day": "3", "on_month": "5", "on_year": "2026"}, "2026-05-03"),
        ({"on_day": "31", "on_month": "2", "on_year": "2026"}, "31/2/2026"),
        ({"on_day": " ", "on_month": "", "on_year": ""}, None),
        ({}, None),
    ],
)
def test_reading_the_boxes(data: dict[str, str], read: str | None) -> None:
    """Three boxes or one ISO date; empty boxes are no answer."""
    assert DateBoxes().value_from_datadict(data, NO_FILES, "on") == read


@pytest.mark.parametrize(
    ("widget", "kind"),
    [
        (forms.TextInput(), "line"),
        (forms.EmailInput(), "line"),
        (forms.Textarea(), "text"),
        (forms.Select(), "select"),
        (forms.RadioSelect(), "radio"),
        (forms.CheckboxSelectMultiple(), "checkboxes"),
        (forms.CheckboxInput(), "checkbox"),
        (forms.ClearableFileInput(), "file"),
        (DateBoxes(), "date"),
    ],
)
def test_every_widget_has_its_markup(widget: forms.Widget, kind: str) -> None:
    """Each of Django's widgets falls under one kind."""
    assert kind_of(widget) == kind


def test_long_choices_stand_in_columns_and_groups() -> None:
    """A group of boxes keeps the headings of its choices."""
    choices: Any = [
        ("Sundhed", [(f"s{n}", f"S{n}") for n in range(8)]),
        ("Social", [(f"c{n}", f"C{n}") for n in range(8)]),
    ]

    class Long(PlainForm):
        kinds = forms.MultipleChoiceField(label="Slags", choices=choices)

    html = shown(Long(), "{% form_field form.kinds %}")
    assert [html.count(part) for part in ("tv-choices--many", "tv-choices__title", 'type="checkbox"')] == [1, 2, 16]
