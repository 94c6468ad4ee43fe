"""The pages of the reflection questions: answering together, what was answered before, who follows up and when."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from tovholder.apps.process import rules
from tovholder.apps.process.board import shown_tips
from tovholder.apps.process.models import Round
from tovholder.apps.process.reflection import (
    PREFIX,
    TITLES,
    Asked,
    asked_of,
    begin_reflection,
    earlier_response,
    known_theme,
    progress_of,
    questions_of,
    response_of,
    versions_of,
)
from tovholder.apps.process.selectors import people_of, round_for
from tovholder.apps.questionnaires.public import (
    Answer,
    Response,
    SectionForm,
    answer,
    assign,
    followed_up,
    schema_of,
    section_form,
    words,
)
from tovholder.foundation.accounts.models import User
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.foundation.ui.saving import add_errors, form_page
from tovholder.foundation.visibility.access import allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.foundation.work.public import Finding, made_of, ways_on
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Page:
    """A theme of a round, as the rules ask about it."""

    round: Round
    theme: str

    @property
    def municipality_id(self) -> int:
        """The key of the municipality whose round it is."""
        return self.round.municipality_id

    @property
    def unit_id(self) -> int | None:
        """The key of the unit whose round it is."""
        return self.round.unit_id

    @property
    def href(self) -> str:
        """Where the questions are answered."""
        return reverse("process:reflection", args=[self.round.public_id, self.theme])


def page_for(actor: Actor, public_id: UUID, theme: str) -> Page:
    """A theme of a round that ``actor`` sees. Raises ``Http404``."""
    return Page(round_for(actor, public_id), known_theme(theme))


@allow_on(page_for, rules.reads_process)
def reflection(request: TovholderRequest, page: Page) -> HttpResponse:
    """Answer the questions on a theme, with what the round before answered beside each."""
    found = page.round
    response = response_of(found, page.theme)
    writes = found.is_open and may(request.actor, rules.may_answer, found)
    if request.method == "POST":
        return _write(request, page, response) if writes else _refuse(request, page)
    form = section_form(response, page.theme) if response is not None and writes else None
    return _shown(request, page, response, form, writes=writes)


def _shown(
    request: TovholderRequest, page: Page, response: Response | None, form: SectionForm | None, *, writes: bool
) -> HttpResponse:
    before = earlier_response(page.round, page.theme, request.actor)
    asked = asked_of(response, before) if response is not None else []
    context: dict[str, Any] = {
        "round": page.round,
        "theme": page.theme,
        "title": TITLES[page.theme],
        "form": form,
        "asked": asked,
        "pairs": [(form[item.key], item) for item in asked if item.key in form.fields] if form is not None else [],
        "questions": questions_of(page.theme) if response is None else [],
        "earlier": page.round.previous if before is not None else None,
        "writes": writes,
        "themes": progress_of(page.round).values(),
        "tips": [tip for tip in shown_tips(request.actor) if tip.phase == page.theme],
        "back_href": page.round.get_absolute_url(),
    }
    return render(request, "process/reflection.html", context)


def _refuse(request: TovholderRequest, page: Page) -> HttpResponse:
    messages.error(request, _("Du kan læse svarene, men ikke ændre dem. Runden kan også være afsluttet."))
    return redirect(page.href)


def _write(request: TovholderRequest, page: Page, response: Response | None) -> HttpResponse:
    """Begin to answer, or keep what was written. Two who write at once lose nothing."""
    if response is None:
        begin_reflection(by=request.actor, found=page.round, theme=page.theme)
        return redirect(page.href)
    form = section_form(response, page.theme, request.POST)
    if form.is_valid():
        try:
            kept = answer(response, form.values(), seen=form.seen(), by=request.actor)
        except ValidationError as error:
            add_errors(form, error)
        else:
            _tell(request, response, kept.merged)
            return redirect(page.href)
    return _shown(request, page, response, form, writes=True)


def _tell(request: TovholderRequest, response: Response, merged: tuple[str, ...]) -> None:
    messages.success(request, _("Svarene er gemt. Ældre svar ligger i historien."))
    if merged:
        asked = {question.key: words(question.text) for question in schema_of(response.edition).questions}
        named = " ".join(f"”{asked[key]}”" for key in merged if key in asked)
        messages.warning(
            request,
            _("En anden skrev samtidig. Begge tekster står nu under hinanden ved %(questions)s") % {"questions": named},
        )


@require_GET
@allow_on(page_for, rules.reads_process)
def answers(request: TovholderRequest, page: Page) -> HttpResponse:
    """All answers on a theme, with who gave them, who follows up, and everything that stood there before."""
    response = response_of(page.round, page.theme)
    if response is None:
        return redirect(page.href)
    runs = page.round.is_open and may(request.actor, rules.may_run, page.round)
    asked = asked_of(response)
    given = [item.answer for item in asked if item.answer is not None]
    made = made_of(request.actor, [one.public_id for one in given])
    versions = versions_of(given)
    context = {
        "round": page.round,
        "theme": page.theme,
        "title": TITLES[page.theme],
        "rows": [
            (
                item,
                versions.get(item.answer.pk, []) if item.answer else [],
                made.get(item.answer.public_id, []) if item.answer else [],
                ways_on(_finding(page, item, item.answer), request.actor)
                if runs and item.answer is not None and item.said
                else [],
            )
            for item in asked
        ],
        "may_assign": runs,
        "back_href": page.href,
    }
    return render(request, "process/answers.html", context)


def _finding(page: Page, item: Asked, given: Answer) -> Finding:
    """An answer as something that may become an action: a visit of a supplier, a course, a meeting."""
    return Finding(
        id=given.public_id,
        text=item.said,
        details=item.text,
        url=_answers_href(page),
        source=f"{page.round} · {TITLES[page.theme]}",
        municipality_id=page.municipality_id,
        unit_id=page.unit_id,
    )


class AssignForm(PlainForm):
    """Who follows an answer up, and when."""

    responsible = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Hvem følger op?"),
        required=False,
        empty_label=gettext_lazy("Ingen endnu"),
    )
    follow_up_on = forms.DateField(label=gettext_lazy("Hvornår?"), required=False)

    def __init__(self, data: Any = None, *, given: Answer) -> None:
        super().__init__(data, initial={"responsible": given.responsible_id, "follow_up_on": given.follow_up_on})
        choices_of(self, "responsible").queryset = people_of(given.response.municipality_id)


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """An answer with the theme it belongs to."""

    page: Page
    answer: Answer
    question: str

    @property
    def municipality_id(self) -> int:
        """The key of the municipality whose round it is."""
        return self.page.municipality_id

    @property
    def unit_id(self) -> int | None:
        """The key of the unit whose round it is."""
        return self.page.unit_id

    @property
    def responsible(self) -> User | None:
        """Who follows the answer up."""
        return self.answer.responsible


def answer_for(actor: Actor, public_id: UUID) -> AnswerPage:
    """An answer in a round that ``actor`` sees. Raises ``Http404``."""
    given = Answer.objects.select_related("response__edition", "responsible").filter(public_id=public_id).first()
    if given is None or not given.response.edition.key.startswith(PREFIX):
        raise Http404
    page = page_for(actor, given.response.about, given.response.edition.key.removeprefix(PREFIX))
    asked = {question.key: words(question.text) for question in schema_of(given.response.edition).questions}
    return AnswerPage(page, given, asked.get(given.question, ""))


def _answers_href(page: Page) -> str:
    return reverse("process:reflection_answers", args=[page.round.public_id, page.theme])


@allow_on(answer_for, rules.may_run)
def assign_answer(request: TovholderRequest, given: AnswerPage) -> HttpResponse:
    """Say who follows an answer up, and when."""
    form = AssignForm(request.POST or None, given=given.answer)
    back = _answers_href(given.page)
    return form_page(
        request,
        form,
        lambda: assign(
            given.answer,
            responsible=form.cleaned_data["responsible"],
            follow_up_on=form.cleaned_data["follow_up_on"],
            by=request.actor,
        ),
        template="process/assign.html",
        context={"round": given.page.round, "given": given, "back_href": back},
        saved=lambda kept: back,
        message=lambda kept: _("Opfølgningen er aftalt."),
    )


@require_POST
@allow_on(answer_for, rules.may_run | rules.has_the_ball)
def follow_up_done(request: TovholderRequest, given: AnswerPage) -> HttpResponse:
    """Say that an answer was followed up."""
    try:
        followed_up(given.answer, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Tak. Svaret er fulgt op."))
    return redirect(_answers_href(given.page))
