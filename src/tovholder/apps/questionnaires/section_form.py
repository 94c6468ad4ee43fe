"""A section of a questionnaire as a form, and how far a response is, section by section."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _

from tovholder.apps.questionnaires.actions import Kept
from tovholder.apps.questionnaires.fields import answer_from, field_for, shown_of
from tovholder.apps.questionnaires.models import Answer, Response
from tovholder.apps.questionnaires.refusing import problem_text
from tovholder.apps.questionnaires.selectors import evaluation_of, standing_answers
from tovholder.apps.questionnaires.values import value_of
from tovholder.apps.questionnaires.wording import words
from tovholder.engines.questionnaires.conditions import asked_about
from tovholder.engines.questionnaires.model import (
    Evaluation,
    Item,
    ItemState,
    Option,
    Question,
    QuestionKind,
    Section,
    Value,
)
from tovholder.foundation.ui.formats import number_text
from tovholder.foundation.ui.forms import PlainForm, dress
from tovholder.foundation.ui.values import Step, StepState

SEEN: Final = "seen_"


class SectionForm(PlainForm):
    """The questions of a section that apply, each a field called by its key, and hidden the versions that were read.

    ``{% form_field field optional=False %}`` shows one. A form that comes back keeps every question that it showed,
    also one that has ceased to apply meanwhile.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        answers: Mapping[str, Answer],
        data: Mapping[str, Any] | None = None,
        *,
        section: Section | None = None,
        may_open: bool = False,
        easy: bool = False,
        draft_name: str = "",
    ) -> None:
        """``answers`` are those that stand, by question; ``easy`` asks in the words of the easy-read variant.

        ``may_open`` says that an answer may open further questions of the same section; ``draft_name`` is under which
        name a browser keeps what is not yet saved.
        """
        super().__init__(data)
        self.section = section
        self.may_open = may_open
        self.draft_name = draft_name
        self._questions = {question.key: question for question in questions}
        for question in questions:
            given = answers.get(question.key)
            value = value_of(given.value) if given is not None else None
            field = field_for(
                question, label=_label(question, easy), help_text=_help(question, easy), value=value, texts=_texts(easy)
            )
            self.fields[question.key] = field
            self.initial[question.key] = shown_of(question, value)
            self.fields[SEEN + question.key] = forms.IntegerField(
                widget=forms.HiddenInput(), required=False, min_value=0, max_value=10**9
            )
            self.initial[SEEN + question.key] = given.version if given is not None else 0
        dress(self.fields.values())

    def clean(self) -> dict[str, Any]:
        """Refuses, by field, what cannot be an answer."""
        cleaned = super().clean() or self.cleaned_data
        for key, question in self._questions.items():
            if key in cleaned:
                problem = problem_text(question, answer_from(question, cleaned[key]))
                if problem:
                    self.add_error(key, problem)
        return cleaned

    def values(self) -> dict[str, Value | None]:
        """The answers by question, None for one that is empty. Only for a valid form."""
        return {key: answer_from(question, self.cleaned_data[key]) for key, question in self._questions.items()}

    def answers(self) -> list[tuple[Question, Value | None]]:
        """The questions that were asked with their answers. Only for a valid form."""
        values = self.values()
        return [(question, values[key]) for key, question in self._questions.items()]

    @property
    def undrafted(self) -> str:
        """The keys of the questions whose answers a browser never keeps: quotes, and what is sensitive."""
        return " ".join(key for key, one in self._questions.items() if one.sensitive or one.kind is QuestionKind.QUOTE)

    def seen(self) -> dict[str, int]:
        """The versions that the writer saw, by question. Only for a valid form."""
        return {key: self.cleaned_data[SEEN + key] or 0 for key in self._questions}


def _label(question: Question, easy: bool) -> str:
    if easy and question.easy is not None:
        return words(question.easy)
    text = words(question.text)
    if question.unit is not None and question.kind is QuestionKind.NUMBER:
        text = f"{text} ({words(question.unit)})"
    return text + " " + _("(skal besvares)") if question.required else text


def _help(question: Question, easy: bool) -> str:
    said = "" if easy else words(question.help)
    if question.kind is QuestionKind.MANY and question.most is not None:
        return f"{said} {_('Vælg højst %(limit)s.') % {'limit': number_text(question.most)}}".strip()
    return said


def _texts(easy: bool) -> Callable[[Option], str]:
    def text(option: Option) -> str:
        return words(option.easy if easy and option.easy is not None else option.text)

    return text


def section_of(response: Response, section_key: str) -> Section:
    """The section of that key. Raises ``Http404``."""
    found = next((section for section in response.edition.content.sections if section.key == section_key), None)
    if found is None:
        raise Http404
    return found


def section_form(response: Response, section_key: str, data: Mapping[str, Any] | None = None) -> SectionForm:
    """The form of a section, filled in with what stands, or bound to ``data``. Raises ``Http404``.

    It asks the questions that apply now, and of a form that is sent those that it was sent with.
    """
    section = section_of(response, section_key)
    items = evaluation_of(response).items
    asked = [
        question
        for question in section.questions
        if items[question.key].state is not ItemState.INAPPLICABLE or (data is not None and SEEN + question.key in data)
    ]
    shown = {question.key for question in asked}
    may_open = any(
        question.key not in shown and not shown.isdisjoint(asked_about(question.relevant))
        for question in section.questions
    )
    answers = {given.question: given for given in standing_answers(response)}
    name = f"{response.public_id}/{section.key}"
    return SectionForm(asked, answers, data, section=section, may_open=may_open, draft_name=name)


def unasked(response: Response, form: SectionForm) -> tuple[str, ...]:
    """The questions of the section that apply now and that the page, which sent ``form``, did not show."""
    if form.section is None:
        return ()
    items = evaluation_of(response).items
    return tuple(
        question.key
        for question in form.section.questions
        if SEEN + question.key not in form.data and items[question.key].state is not ItemState.INAPPLICABLE
    )


def next_section(response: Response, section_key: str, kept: Kept, form: SectionForm | None = None) -> str | None:
    """The key of the section to show after saving: the same where an answer opened more of it, None after the last.

    A page that saves by itself gives its ``form`` too: an answer may have opened more before the button was pressed.
    """
    section = section_of(response, section_key)
    if not {question.key for question in section.questions}.isdisjoint(kept.opened):
        return section.key
    if form is not None and unasked(response, form):
        return section.key
    items = evaluation_of(response).items
    sections = response.edition.content.sections
    return next(
        (
            later.key
            for later in sections[sections.index(section) + 1 :]
            if any(items[question.key].state is not ItemState.INAPPLICABLE for question in later.questions)
        ),
        None,
    )


def kept_text(response: Response, kept: Kept) -> str:
    """What came of saving, in words: for a message that is a warning where ``kept.merged`` has something."""
    if not kept.merged:
        return _("Svarene er gemt.") if kept.saved else _("Alt er gemt. Der var intet nyt.")
    asked = {question.key: words(question.text) for question in response.edition.content.questions}
    return _(
        "Svarene er gemt. En anden skrev på samme tid ved: %(questions)s. Begge tekster står der nu; ved andre svar"
        " gælder det nyeste, og det forrige står i historikken. Se efter, om det er, som I vil have det."
    ) % {"questions": ", ".join(f"”{asked[key]}”" for key in kept.merged)}


def section_links(
    response: Response,
    href: Callable[[str], str] | None = None,
    current: str = "",
    evaluation: Evaluation | None = None,
) -> list[Step]:
    """A step for each section in which something applies, with how much of it is answered.

    ``href(section_key)`` gives the path of its page, ``current`` is the section that is shown.
    """
    items = (evaluation or evaluation_of(response)).items
    steps = []
    for section in response.edition.content.sections:
        asked = [items[question.key] for question in section.questions]
        asked = [item for item in asked if item.state is not ItemState.INAPPLICABLE]
        if asked:
            done = sum(item.state is ItemState.VALID for item in asked)
            steps.append(
                Step(
                    title=words(section.title),
                    href=href(section.key) if href is not None else "",
                    state=_state(asked, section.key == current),
                    note=_("%(done)d af %(all)d besvaret") % {"done": done, "all": len(asked)},
                )
            )
    return steps


def _state(asked: Sequence[Item], is_current: bool) -> StepState:
    if is_current:
        return "current"
    if any(item.state is ItemState.INVALID for item in asked):
        return "error"
    return "done" if all(item.state is ItemState.VALID for item in asked) else "open"
