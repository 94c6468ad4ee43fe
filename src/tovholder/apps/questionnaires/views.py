"""The public pages of the questionnaires themselves: all of them, one edition, two compared, and the file."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tovholder.apps.questionnaires import presenting, rules
from tovholder.apps.questionnaires.models import Edition
from tovholder.apps.questionnaires.paper import paper_of
from tovholder.apps.questionnaires.schema import canonical_json
from tovholder.apps.questionnaires.selectors import edition_for, editions
from tovholder.apps.questionnaires.wording import words
from tovholder.foundation.visibility.access import allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest


@require_safe
@allow(rules.may_read)
def questionnaire_list(request: TovholderRequest) -> HttpResponse:
    """The questionnaires that this installation uses, each with its editions."""
    return render(request, "questionnaires/list.html", {"rows": presenting.questionnaires(editions())})


@require_safe
@allow_on(edition_for, rules.may_read)
def edition_page(request: TovholderRequest, edition: Edition) -> HttpResponse:
    """One edition with all its questions, when they are asked, and where they come from."""
    schema = edition.content
    others = list(editions().filter(key=edition.key).exclude(pk=edition.pk))
    newer = [other for other in others if other.number > edition.number]
    context = {
        "edition": edition,
        "schema": schema,
        "sections": presenting.sections_of(schema),
        "size": presenting.size_text(schema),
        "others": others,
        "newest": newer[0] if newer else None,
        "sources": sorted({question.source for question in schema.questions if question.source}),
    }
    return render(request, "questionnaires/edition.html", context)


@require_safe
@allow_on(edition_for, rules.may_read)
def edition_paper(request: TovholderRequest, edition: Edition) -> HttpResponse:
    """The edition to be printed and filled in by hand."""
    schema = edition.content
    context = {
        "schema": schema,
        "paper": paper_of(schema),
        "back_href": edition.get_absolute_url(),
        "back_label": words(schema.title),
    }
    return render(request, "questionnaires/print.html", context)


@require_safe
@allow_on(edition_for, rules.may_read)
def edition_file(request: TovholderRequest, edition: Edition) -> HttpResponse:
    """The edition as JSON, letter by letter what its hash was made of."""
    answer = HttpResponse(canonical_json(edition.schema), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{edition.key}-{edition.number}.json"'
    return answer


@require_safe
@allow(rules.may_read)
def compare_page(request: TovholderRequest, key: str, number: int, other: int) -> HttpResponse:
    """What may be compared between two editions, question by question."""
    if number == other:
        raise Http404
    old, new = (edition_for(request.actor, key, one) for one in sorted((number, other)))
    rows = presenting.comparison(old.content, new.content)
    return render(request, "questionnaires/compare.html", {"old": old, "new": new, "schema": new.content, "rows": rows})
