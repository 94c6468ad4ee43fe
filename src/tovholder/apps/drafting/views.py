"""The pages about whole drafts: the list, a new one, the draft itself, and how it ends."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tovholder.apps.drafting import actions, editing, presenting, rules, selectors
from tovholder.apps.drafting.forms import DiscardForm, SureForm, WholeForm
from tovholder.apps.drafting.loading import Part, expected, seen_of, written_draft
from tovholder.apps.drafting.models import Draft, DraftState
from tovholder.apps.drafting.naming import unique_key
from tovholder.apps.drafting.sheet import DRAFTS
from tovholder.apps.questionnaires.public import Edition, comparison, edition_for, is_fixed, words
from tovholder.engines.questionnaires.model import Schema
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.danish import fold

PAGE = 25
LONGEST = 200


def _listed(request: TovholderRequest) -> tuple[QuerySet[Draft], str, str]:
    """The drafts that the address asks for, with its words and its state."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    state = request.GET.get("tilstand", "")
    if state and state not in DraftState.values:
        raise BadRequest(_("Den tilstand findes ikke."))
    found = selectors.drafts(request.actor)
    if state:
        found = found.filter(state=state)
    for word in fold(text).split():
        found = found.filter(search_text__contains=word)
    return found.order_by("state", "sort_key", "id"), text, state


@require_safe
@allow(rules.may_read)
def draft_list(request: TovholderRequest) -> HttpResponse:
    """The drafts, those that are written first."""
    found, text, state = _listed(request)
    page = Paginator(found, PAGE).get_page(request.GET.get("side"))
    query = request.GET.urlencode()
    context = {
        "rows": [(one, presenting.state_of(one), presenting.size_text(one.content)) for one in page.object_list],
        "page_obj": page,
        "text": text,
        "state": state,
        "states": DraftState.choices,
        "narrowed": bool(text or state),
        "downloads": {
            kind: reverse("drafting:list_file", args=[kind]) + (f"?{query}" if query else "")
            for kind in ("csv", "xlsx", "json")
        },
        "may_write": may(request.actor, rules.may_write),
    }
    return render(request, "drafting/list.html", context)


@require_safe
@allow(rules.may_read)
def list_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along: csv, xlsx or json."""
    return export_response(DRAFTS, list(_listed(request)[0]), kind, "kladder")


@allow(rules.may_write)
def new_draft(request: TovholderRequest) -> HttpResponse:
    """Begin an empty draft."""
    form = WholeForm(request.POST or None)

    def begin() -> Draft:
        told = form.words()
        return actions.begin(by=request.actor, schema=Schema(sections=(), **told))

    return form_page(
        request,
        form,
        begin,
        template="drafting/whole_form.html",
        context={
            "draft": None,
            "back_href": reverse("drafting:list"),
            "editions": selectors.newest_editions(),
        },
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("Kladden %(title)s er begyndt.") % {"title": made.title},
    )


@allow_on(edition_for, rules.may_write)
def from_edition(request: TovholderRequest, edition: Edition) -> HttpResponse:
    """Begin a draft that goes on from an edition: next year's."""
    content = edition.content
    if is_fixed(content.key):
        taken = {one.key for one in selectors.newest_editions()}
        content = editing.set_words(
            content, key=unique_key(content.key, taken), title=content.title, intro=content.intro
        )
    form = WholeForm(request.POST or None, schema=content)

    def begin() -> Draft:
        return actions.begin(by=request.actor, schema=editing.set_words(content, **form.words()), based_on=edition)

    return form_page(
        request,
        form,
        begin,
        template="drafting/whole_form.html",
        context={
            "draft": None,
            "edition": edition,
            "edition_title": words(edition.content.title),
            "others": list(selectors.open_drafts_of(edition.key)),
            "back_href": edition.get_absolute_url(),
        },
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("Kladden %(title)s er begyndt.") % {"title": made.title},
    )


@require_safe
@allow_on(selectors.draft_for, rules.may_read)
def draft_page(request: TovholderRequest, draft: Draft) -> HttpResponse:
    """The draft: its sections and questions with faults in place, and what is left to do."""
    schema = draft.content
    may_write = may(request.actor, rules.may_write) and draft.is_open
    faults = presenting.all_faults(draft, linked=may_write)
    context = {
        "draft": draft,
        "schema": schema,
        "status": presenting.state_of(draft),
        "size": presenting.size_text(schema),
        "sections": presenting.drafted(draft),
        "faults": faults,
        "whole_faults": presenting.faults_by_place(schema)[2],
        "notes": draft.import_notes,
        "may_write": may_write,
    }
    return render(request, "drafting/draft.html", context)


@require_safe
@allow_on(selectors.draft_for, rules.may_read)
def check_page(request: TovholderRequest, draft: Draft) -> HttpResponse:
    """All that must be mended before the draft can be opened, with a way to each place."""
    may_write = may(request.actor, rules.may_write) and draft.is_open
    context = {
        "draft": draft,
        "faults": presenting.all_faults(draft, linked=may_write),
        "untranslated": presenting.untranslated(draft.content),
        "may_write": may_write,
    }
    return render(request, "drafting/check.html", context)


@require_safe
@allow_on(selectors.draft_for, rules.may_read)
def compare_page(request: TovholderRequest, draft: Draft) -> HttpResponse:
    """What may be compared with the edition that the draft goes on from, concept by concept."""
    rows = comparison(draft.based_on.content, draft.content) if draft.based_on else []
    return render(request, "drafting/compare.html", {"draft": draft, "rows": rows})


@allow_on(written_draft, rules.may_write)
def whole(request: TovholderRequest, part: Part) -> HttpResponse:
    """Change what the draft is called and how it begins."""
    head = (part.schema.key, part.schema.title, part.schema.intro)
    form = WholeForm(request.POST or None, schema=part.schema, seen=seen_of(head))
    return form_page(
        request,
        form,
        lambda: actions.write(
            by=request.actor,
            draft=part.draft,
            edit=lambda schema: editing.set_words(schema, **form.words()),
            expected_version=expected(request, part.draft, head),
        ),
        template="drafting/whole_form.html",
        context={"draft": part.draft, "back_href": part.back_href},
        saved=lambda made: made.get_absolute_url(),
        message=lambda made: _("Gemt."),
        current=lambda record: WholeForm(schema=record.content),
    )


def _ending(part: Part) -> dict[str, Any]:
    return {"draft": part.draft, "back_href": part.back_href, "faults": presenting.all_faults(part.draft, linked=True)}


@allow_on(written_draft, rules.may_write)
def open_draft(request: TovholderRequest, part: Part) -> HttpResponse:
    """Open the draft as an edition, after a look at what changed."""
    form = SureForm(request.POST or None)
    rows = comparison(part.draft.based_on.content, part.schema) if part.draft.based_on else []
    return form_page(
        request,
        form,
        lambda: actions.open_draft(by=request.actor, draft=part.draft, expected_version=version_of(request)),
        template="drafting/open.html",
        context=_ending(part) | {"rows": rows, "size": presenting.size_text(part.schema)},
        saved=lambda made: made.edition.get_absolute_url() if made.edition else made.get_absolute_url(),
        message=lambda made: _("Udgaven er åbnet. Den ændres aldrig mere."),
        current=lambda record: SureForm(),
    )


@allow_on(written_draft, rules.may_write)
def discard(request: TovholderRequest, part: Part) -> HttpResponse:
    """Put the draft aside and say why."""
    form = DiscardForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.discard(
            by=request.actor,
            draft=part.draft,
            why=form.cleaned_data["why"],
            expected_version=version_of(request),
        ),
        template="drafting/discard.html",
        context=_ending(part),
        saved=lambda made: reverse("drafting:list"),
        message=lambda made: _("Kladden %(title)s er kasseret.") % {"title": made.title},
        current=lambda record: DiscardForm(),
    )
