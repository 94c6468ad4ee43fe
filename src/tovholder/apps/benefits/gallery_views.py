"""The templates of benefit trees, open to everybody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tovholder.apps.benefits import rules
from tovholder.apps.benefits.gallery import tree_template, tree_templates
from tovholder.apps.benefits.showing_trees import parts_of_template, sources_of
from tovholder.apps.benefits.tree_drawing import drawing_of_template
from tovholder.foundation.visibility.access import allow, may
from tovholder.foundation.visibility.requests import TovholderRequest


@allow(rules.may_find)
def template_gallery(request: TovholderRequest) -> HttpResponse:
    """All templates: the technologies that municipalities told most of, and the four categories."""
    every = tree_templates()
    context = {
        "technologies": [one for one in every if one.kind == "technology"],
        "categories": [one for one in every if one.kind == "category"],
    }
    return render(request, "benefits/templates.html", context)


@allow(rules.may_find)
def template_page(request: TovholderRequest, key: str) -> HttpResponse:
    """One template: the drawing, and every point with its source."""
    template = tree_template(key)
    if template is None:
        raise Http404
    context = {
        "template": template,
        "drawing": drawing_of_template(template),
        "parts": parts_of_template(template),
        "sources": sources_of(template),
        "may_add": may(request.actor, rules.may_add),
    }
    return render(request, "benefits/template.html", context)
