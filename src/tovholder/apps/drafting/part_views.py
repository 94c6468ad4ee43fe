"""The pages about sections and questions of a draft, and their order."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.drafting import actions, editing, rules, selectors
from tovholder.apps.drafting.forms import SectionWordsForm, SureForm
from tovholder.apps.drafting.kinds import KINDS, kind_label
from tovholder.apps.drafting.loading import (
    Part,
    expected,
    seen_of,
    written_draft,
    written_question,
    written_section,
)
from tovholder.apps.drafting.models import Draft
from tovholder.apps.drafting.question_form import QuestionForm
from tovholder.apps.questionnaires.public import words
from tovholder.engines.questionnaires.model import Question, QuestionKind, Section
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow_on
from tovholder.foundation.visibility.requests import TovholderRequest

STEPS = {"op": -1, "ned": 1}
COPY = "kopier"


def section_in(part: Part) -> Section:
    """The section that the page is about, which its loader has found."""
    assert part.section is not None  # noqa: S101  # tells the type checker what the loader promises
    return part.section


def question_in(part: Part) -> Question:
    """The question that the page is about, as :func:`section_in`."""
    assert part.question is not None  # noqa: S101  # as above
    return part.question


@allow_on(written_draft, rules.may_write)
def new_section(request: TovholderRequest, part: Part) -> HttpResponse:
    """Add a section at the end."""
    form = SectionWordsForm(request.POST or None, schema=part.schema)
    return form_page(
        request,
        form,
        lambda: actions.write(
            by=request.actor, draft=part.draft, edit=lambda schema: editing.add_section(schema, form.section())
        ),
        template="drafting/section_form.html",
        context={"part": part, "draft": part.draft, "back_href": part.back_href},
        saved=lambda made: f"{made.get_absolute_url()}#{form.cleaned_data['key']}",
        message=lambda made: _("Afsnittet er tilføjet."),
    )


@allow_on(written_section, rules.may_write)
def section(request: TovholderRequest, part: Part) -> HttpResponse:
    """Change what a section is called."""
    old = section_in(part)
    head = (old.key, old.title, old.intro)
    form = SectionWordsForm(request.POST or None, schema=part.schema, section=old, seen=seen_of(head))

    def current(record: Draft) -> SectionWordsForm:
        now = next((one for one in record.content.sections if one.key == old.key), None)
        return SectionWordsForm(schema=record.content, section=now)

    return form_page(
        request,
        form,
        lambda: actions.write(
            by=request.actor,
            draft=part.draft,
            edit=lambda schema: editing.replace_section(schema, old.key, form.section()),
            expected_version=expected(request, part.draft, head),
        ),
        template="drafting/section_form.html",
        context={"part": part, "draft": part.draft, "back_href": part.back_href},
        saved=lambda made: f"{made.get_absolute_url()}#{form.cleaned_data['key']}",
        message=lambda made: _("Afsnittet er gemt."),
        current=current,
    )


def _kind(request: TovholderRequest, otherwise: QuestionKind | None) -> QuestionKind | None:
    """The kind that the address names. Raises ``Http404`` for one that there is not."""
    named = request.GET.get("slags", "")
    if not named:
        return otherwise
    if named not in set(QuestionKind):
        raise Http404
    return QuestionKind(named)


def _kinds() -> list[tuple[str, str, str]]:
    return [(kind.value, str(label), str(told)) for kind, (label, told) in KINDS.items()]


@allow_on(written_section, rules.may_write)
def new_question(request: TovholderRequest, part: Part) -> HttpResponse:
    """Add a question to a section: first its kind, then the rest."""
    kind = _kind(request, None)
    context = {"part": part, "draft": part.draft, "back_href": part.back_href, "kinds": _kinds()}
    if kind is None:
        return render(request, "drafting/kinds.html", context)
    into = section_in(part)
    form = QuestionForm(request.POST or None, kind=kind, schema=part.schema, section=into)
    return form_page(
        request,
        form,
        lambda: actions.write(
            by=request.actor,
            draft=part.draft,
            edit=lambda schema: editing.add_question(schema, into.key, form.question()),
        ),
        template="drafting/question_form.html",
        context=context
        | {"kind": kind_label(kind), "concepts": selectors.known_concepts(part.schema), "kinds_href": request.path},
        saved=lambda made: f"{made.get_absolute_url()}#{form.cleaned_data['key']}",
        message=lambda made: _("Spørgsmålet er tilføjet."),
    )


@allow_on(written_question, rules.may_write)
def question(request: TovholderRequest, part: Part) -> HttpResponse:
    """Change a question; with ``?slags=`` its kind."""
    old, within = question_in(part), section_in(part)
    kind = _kind(request, old.kind) or old.kind
    form = QuestionForm(
        request.POST or None, kind=kind, schema=part.schema, section=within, question=old, seen=seen_of(old)
    )

    def current(record: Draft) -> QuestionForm:
        now = next((one for one in record.content.questions if one.key == old.key), None)
        return QuestionForm(kind=kind, schema=record.content, section=within, question=now)

    return form_page(
        request,
        form,
        lambda: actions.write(
            by=request.actor,
            draft=part.draft,
            edit=lambda schema: editing.replace_question(schema, old.key, form.question()),
            expected_version=expected(request, part.draft, old),
        ),
        template="drafting/question_form.html",
        context={
            "part": part,
            "draft": part.draft,
            "back_href": part.back_href,
            "kind": kind_label(kind),
            "kinds": _kinds(),
            "chosen": kind.value,
            "concepts": selectors.known_concepts(part.schema),
        },
        saved=lambda made: f"{made.get_absolute_url()}#{form.cleaned_data['key']}",
        message=lambda made: _("Spørgsmålet er gemt."),
        current=current,
    )


def _delete(request: TovholderRequest, part: Part, edit: editing.Edit, title: str, told: str) -> HttpResponse:
    """The page that asks whether a part is to go."""
    form = SureForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.write(by=request.actor, draft=part.draft, edit=edit, expected_version=version_of(request)),
        template="drafting/delete.html",
        context={"part": part, "draft": part.draft, "back_href": part.back_href, "title": title, "told": told},
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("Slettet."),
        current=lambda record: SureForm(),
    )


@allow_on(written_section, rules.may_write)
def delete_section(request: TovholderRequest, part: Part) -> HttpResponse:
    """Delete a section with its questions."""
    gone = section_in(part)
    told = _("Afsnittet har %(count)d spørgsmål, som slettes med det.") % {"count": len(gone.questions)}
    return _delete(
        request, part, lambda schema: editing.delete_section(schema, gone.key), words(gone.title) or gone.key, told
    )


@allow_on(written_question, rules.may_write)
def delete_question(request: TovholderRequest, part: Part) -> HttpResponse:
    """Delete a question."""
    gone = question_in(part)
    told = _("Bygger en betingelse på spørgsmålet, bliver den vist som en fejl, så den kan rettes.")
    return _delete(
        request, part, lambda schema: editing.delete_question(schema, gone.key), words(gone.text) or gone.key, told
    )


def _arrange(
    request: TovholderRequest, part: Part, move: Callable[[int], editing.Edit], copy: editing.Edit, key: str
) -> HttpResponse:
    """Moves a part one place up or down, or copies it, and comes back to where it stands."""
    asked = request.POST.get("do", "")
    if asked and asked not in {*STEPS, COPY}:
        raise Http404
    try:
        if asked:
            edit = copy if asked == COPY else move(STEPS[asked])
            actions.write(by=request.actor, draft=part.draft, edit=edit)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{reverse('drafting:draft', args=[part.draft.public_id])}#{key}")


@require_POST
@allow_on(written_section, rules.may_write)
def arrange_section(request: TovholderRequest, part: Part) -> HttpResponse:
    """Move or copy a section."""
    key = section_in(part).key
    return _arrange(
        request,
        part,
        lambda step: lambda schema: editing.move_section(schema, key, step),
        lambda schema: editing.copy_section(schema, key),
        key,
    )


@require_POST
@allow_on(written_question, rules.may_write)
def arrange_question(request: TovholderRequest, part: Part) -> HttpResponse:
    """Move or copy a question."""
    key = question_in(part).key
    return _arrange(
        request,
        part,
        lambda step: lambda schema: editing.move_question(schema, key, step),
        lambda schema: editing.copy_question(schema, key),
        key,
    )
