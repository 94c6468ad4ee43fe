"""When a section or question applies: the page on which its condition is put together, and the try-out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tovholder.apps.drafting import actions, editing, presenting, rules, selectors
from tovholder.apps.drafting.condition_form import PartForm, joined, parts_of
from tovholder.apps.drafting.loading import Part, written_question, written_section
from tovholder.apps.drafting.models import Draft
from tovholder.apps.questionnaires.public import SectionForm, words
from tovholder.engines.questionnaires import check, evaluate
from tovholder.engines.questionnaires.model import Condition, ItemState, Question, Schema
from tovholder.foundation.ui.saving import try_saving, version_of
from tovholder.foundation.visibility.access import allow_on
from tovholder.foundation.visibility.requests import TovholderRequest

SEEN = "seen_"


def _changed(request: TovholderRequest, part: Part) -> Condition | None:
    """What the buttons of the page ask for: another joining, a part taken off, or all of them."""
    how, parts = parts_of(part.condition)
    asked = request.POST.get("do", "")
    if asked in ("all", "any"):
        return joined(asked, parts)
    if asked == "clear":
        return None
    if not asked.isdecimal() or int(asked) >= len(parts):
        raise Http404
    return joined(how, tuple(one for number, one in enumerate(parts) if number != int(asked)))


def _write(request: TovholderRequest, part: Part, condition: Condition | None) -> Draft:
    return actions.write(
        by=request.actor,
        draft=part.draft,
        edit=lambda schema: editing.set_condition(schema, condition, **part.names),
        expected_version=version_of(request),
    )


def _page(request: TovholderRequest, part: Part) -> HttpResponse:
    """The condition with its parts; a further part is added in two steps, only about what is asked earlier."""
    earlier = editing.earlier_questions(part.schema, **part.names)
    asked = _asked(request, earlier)
    form = PartForm(request.POST if "relation" in request.POST else None, asked=asked) if asked else None
    if request.method == "POST":
        answer = _posted(request, part, form)
        if answer is not None:
            return answer
    how, parts = parts_of(part.condition)
    named = part.question or part.section
    context = {
        "part": part,
        "draft": part.draft,
        "back_href": part.back_href,
        "here_href": part.href("condition"),
        "name": (words(part.question.text) if part.question else words(part.section.title) if part.section else "")
        or (named.key if named else ""),
        "how": how,
        "parts": [presenting.condition_words(one, part.schema) for one in parts],
        "earlier": [(one.key, words(one.text) or one.key) for one in earlier],
        "asked": asked,
        "asked_text": words(asked.text) if asked else "",
        "form": form,
    }
    return render(request, "drafting/condition.html", context)


def _asked(request: TovholderRequest, earlier: list[Question]) -> Question | None:
    key = request.GET.get("om", "")
    if not key:
        return None
    found = next((one for one in earlier if one.key == key), None)
    if found is None:
        raise Http404
    return found


def _posted(request: TovholderRequest, part: Part, form: PartForm | None) -> HttpResponse | None:
    """What a button did; None for a part that must be mended first."""
    if form is not None and form.is_bound:
        if not form.is_valid():
            return None
        how, parts = parts_of(part.condition)
        if try_saving(form, lambda: _write(request, part, joined(how, (*parts, form.part())))) is None:
            return None
    else:
        try:
            _write(request, part, _changed(request, part))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    messages.success(request, _("Betingelsen er gemt."))
    return redirect(part.href("condition"))


@allow_on(written_section, rules.may_write)
def section_condition(request: TovholderRequest, part: Part) -> HttpResponse:
    """When a section applies."""
    return _page(request, part)


@allow_on(written_question, rules.may_write)
def question_condition(request: TovholderRequest, part: Part) -> HttpResponse:
    """When a question applies."""
    return _page(request, part)


@allow_on(selectors.draft_for, rules.may_read)
def preview(request: TovholderRequest, draft: Draft) -> HttpResponse:
    """The questionnaire as it will be answered, but for questions with faults, which may not even be fields.

    What is answered here opens questions and is kept nowhere.
    """
    schema = draft.content
    data = request.POST if request.method == "POST" else None
    faulty = {fault.at for fault in check(schema)} & {question.key for question in schema.questions}
    items = evaluate(schema, _tried(schema, data, faulty) if data is not None else {}).items
    forms = []
    for section in schema.sections:
        asked = [
            one
            for one in section.questions
            if one.key not in faulty and items[one.key].state is not ItemState.INAPPLICABLE
        ]
        if asked:
            forms.append((section, SectionForm(asked, {}, data, section=section)))
    waiting = sum(item.state is ItemState.INAPPLICABLE for item in items.values())
    context = {"draft": draft, "schema": schema, "forms": forms, "waiting": waiting, "faulty": len(faulty)}
    return render(request, "drafting/preview.html", context)


def _tried(schema: Schema, data: QueryDict, faulty: set[str]) -> dict[str, object]:
    """The answers of somebody who tries the questions: those that can be answers."""
    shown = [question for question in schema.questions if SEEN + question.key in data and question.key not in faulty]
    wrong = SectionForm(shown, {}, data).errors
    values = SectionForm([question for question in shown if question.key not in wrong], {}, data)
    return {key: value for key, value in values.values().items() if value is not None} if values.is_valid() else {}
