"""The pages of benefit trees: the list, the templates, one tree, and the editor."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.benefits import rules, tree_actions
from tovholder.apps.benefits import tree_selectors as selectors
from tovholder.apps.benefits.actions import add_benefit
from tovholder.apps.benefits.becoming import facts_of
from tovholder.apps.benefits.choices import TreePart
from tovholder.apps.benefits.gallery import template_of, tree_template
from tovholder.apps.benefits.showing_trees import parts_of_tree
from tovholder.apps.benefits.tree_drawing import drawing_of
from tovholder.apps.benefits.tree_forms import AssumptionForm, ConnectForm, NodeForm, PlantForm, ShareTreeForm
from tovholder.apps.benefits.tree_papers import TREE_REPORT, tree_on_paper
from tovholder.apps.benefits.trees import BenefitTree, TreeEdge, TreeNode
from tovholder.apps.projects.public import Project
from tovholder.foundation.reports.public import pdf_response
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on, may
from tovholder.foundation.visibility.requests import TovholderRequest


def href(tree: BenefitTree) -> str:
    """The address of a tree's page."""
    return tree.get_absolute_url()


def _at(node: TreeNode) -> str:
    """The place of a point on its tree's page."""
    return f"{href(node.tree)}#p-{node.public_id}"


@allow(rules.may_list)
def tree_list(request: TovholderRequest) -> HttpResponse:
    """The trees of the municipality."""
    context = {
        "trees": selectors.own_trees(request.actor),
        "may_add": may(request.actor, rules.may_add),
    }
    return render(request, "benefits/trees.html", context)


@allow_on(selectors.tree_for, rules.may_find)
def tree_page(request: TovholderRequest, tree: BenefitTree) -> HttpResponse:
    """One tree: the drawing, and the same as a list in which it is edited."""
    found = selectors.grown(tree)
    benefits = selectors.benefits_in(found, request.actor)
    template = tree_template(tree.template)
    context = {
        "tree": tree,
        "project": Project.objects.visible_to(request.actor).filter(pk=tree.project_id).first(),
        "drawing": drawing_of(found),
        "parts": parts_of_tree(found, benefits),
        "means": [(found.by_key[key], others) for key, others in found.means.items()],
        "connected": len(found.edges),
        "template": template,
        "inside": may(request.actor, rules.inside, tree),
        "may_edit": may(request.actor, rules.may_edit, tree),
    }
    return render(request, "benefits/tree.html", context)


@allow_on(selectors.tree_for, rules.may_find)
def tree_paper(request: TovholderRequest, tree: BenefitTree) -> HttpResponse:
    """The tree as PDF."""
    return pdf_response(TREE_REPORT, tree_on_paper(tree, request.actor), "gevinsttrae")


@allow(rules.may_add)
def new_tree(request: TovholderRequest) -> HttpResponse:
    """Give a project its tree: empty, from a template, or like another."""
    projects = selectors.plantable_projects(request.actor)
    wanted = request.GET.get("projekt", "")
    project = next((one for one in projects if str(one.public_id) == wanted), None)
    initial = {
        "project": project.pk if project is not None else None,
        "template": request.GET.get("skabelon") or _suited(project),
    }
    form = PlantForm(request.POST or None, actor=request.actor, initial=initial)
    return form_page(
        request,
        form,
        lambda: tree_actions.plant_tree(by=request.actor, **form.planted()),
        template="benefits/new_tree.html",
        context={"back_href": reverse("benefits:trees"), "any_project": bool(projects)},
        saved=href,
        message=lambda _made: _("Gevinsttræet er lavet. Ret punkterne, så de er jeres egne."),
    )


def _suited(project: Project | None) -> str:
    """The template that tells most of the project's technology."""
    template = template_of(project.technology) if project is not None else None
    return template.key if template is not None else ""


@allow_on(selectors.tree_for, rules.may_edit)
def share_tree(request: TovholderRequest, tree: BenefitTree) -> HttpResponse:
    """Say who may see the tree."""
    form = ShareTreeForm(request.POST or None, actor=request.actor, tree=tree)
    return form_page(
        request,
        form,
        lambda: tree_actions.share_tree(
            by=request.actor, tree=tree, tier=form.cleaned_data["tier"], expected_version=version_of(request)
        ),
        template="benefits/tree_form.html",
        context=_small(tree, _("Hvem må se træet?"), _("Gem")) | {"version": tree.version},
        saved=href,
        message=lambda made: _("Træet kan nu ses af: %(tier)s.") % {"tier": made.get_tier_display()},
        current=lambda record: ShareTreeForm(actor=request.actor, tree=record),
    )


@allow_on(selectors.tree_for, rules.may_edit)
def add_node(request: TovholderRequest, tree: BenefitTree) -> HttpResponse:
    """Put a point into the tree."""
    part = request.GET.get("del", "")
    form = NodeForm(request.POST or None, part=part if part in TreePart.values else TreePart.PURPOSE.value)
    return form_page(
        request,
        form,
        lambda: tree_actions.add_node(by=request.actor, tree=tree, facts=form.facts()),
        template="benefits/tree_form.html",
        context=_small(tree, _("Nyt punkt i træet"), _("Sæt punktet ind")),
        saved=_at,
        message=lambda made: _("%(title)s er sat ind.") % {"title": made.title},
    )


@allow_on(selectors.node_for, rules.may_edit)
def edit_node(request: TovholderRequest, node: TreeNode) -> HttpResponse:
    """Change a point."""
    form = NodeForm(request.POST or None, node=node)
    return form_page(
        request,
        form,
        lambda: tree_actions.change_node(
            by=request.actor, node=node, facts=form.facts(), expected_version=version_of(request)
        ),
        template="benefits/tree_form.html",
        context=_small(node.tree, _("Ret punktet"), _("Gem punktet")) | {"version": node.version},
        saved=_at,
        message=lambda made: _("%(title)s er gemt.") % {"title": made.title},
        current=lambda record: NodeForm(node=record),
    )


@require_POST
@allow_on(selectors.node_for, rules.may_edit)
def place_node(request: TovholderRequest, node: TreeNode) -> HttpResponse:
    """Move a point one place up or down in its part."""
    step = -1 if request.POST.get("retning") == "op" else 1
    tree_actions.place_node(by=request.actor, node=node, step=step)
    return redirect(_at(node))


@require_POST
@allow_on(selectors.node_for, rules.may_edit)
def remove_node(request: TovholderRequest, node: TreeNode) -> HttpResponse:
    """Take a point out of the tree. The benefit that it became stays."""
    tree, title = node.tree, node.title
    tree_actions.remove_node(by=request.actor, node=node)
    messages.success(request, _("%(title)s er taget ud af træet.") % {"title": title})
    return redirect(href(tree))


@require_POST
@allow_on(selectors.node_for, rules.may_edit)
def make_benefit(request: TovholderRequest, node: TreeNode) -> HttpResponse:
    """Let a point become a benefit, with one press."""
    if not node.can_be_benefit:
        messages.error(request, _("Kun kvalitet, arbejdsmiljø og økonomi kan blive til en gevinst."))
        return redirect(_at(node))
    try:
        made = add_benefit(by=request.actor, project=node.tree.project, facts=facts_of(node, request.actor))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(_at(node))
    messages.success(request, _("%(title)s er nu en gevinst. Giv den en ansvarlig og et mål.") % {"title": made.title})
    return redirect(made.get_absolute_url())


@allow_on(selectors.tree_for, rules.may_edit)
def connect(request: TovholderRequest, tree: BenefitTree) -> HttpResponse:
    """Say that one point leads to another."""
    found = selectors.grown(tree)
    start = next((node for node in found.nodes if str(node.public_id) == request.GET.get("fra", "")), None)
    form = ConnectForm(request.POST or None, found=found, start=start)
    return form_page(
        request,
        form,
        lambda: tree_actions.connect(by=request.actor, tree=tree, **form.cleaned_data),
        template="benefits/tree_form.html",
        context=_small(tree, _("Forbind to punkter"), _("Forbind")),
        saved=lambda made: f"{href(tree)}#p-{made.start.public_id}",
        message=lambda made: _("%(start)s fører nu til %(end)s.") % {"start": made.start.title, "end": made.end.title},
    )


@allow_on(selectors.edge_for, rules.may_edit)
def edit_edge(request: TovholderRequest, edge: TreeEdge) -> HttpResponse:
    """Change the assumption of a connection."""
    form = AssumptionForm(request.POST or None, initial={"assumption": edge.assumption})
    between = _("%(start)s → %(end)s") % {"start": edge.start.title, "end": edge.end.title}
    return form_page(
        request,
        form,
        lambda: tree_actions.change_assumption(by=request.actor, edge=edge, assumption=form.cleaned_data["assumption"]),
        template="benefits/tree_form.html",
        context=_small(edge.tree, _("Ret antagelsen"), _("Gem antagelsen")) | {"page_lead": between},
        saved=lambda made: f"{href(made.tree)}#p-{made.start.public_id}",
        message=lambda _made: _("Antagelsen er gemt."),
    )


@require_POST
@allow_on(selectors.edge_for, rules.may_edit)
def disconnect(request: TovholderRequest, edge: TreeEdge) -> HttpResponse:
    """Take a connection away."""
    back = f"{href(edge.tree)}#p-{edge.start.public_id}"
    tree_actions.disconnect(by=request.actor, edge=edge)
    messages.success(request, _("Forbindelsen er fjernet."))
    return redirect(back)


def _small(tree: BenefitTree, title: str, save: str) -> dict[str, Any]:
    return {
        "tree": tree,
        "page_title": title,
        "page_lead": tree.project.title,
        "save_label": save,
        "back_href": href(tree),
    }
