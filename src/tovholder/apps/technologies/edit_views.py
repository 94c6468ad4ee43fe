"""The pages on which national editors write entries: text and facts, points, parts, and taking out of the catalogue."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tovholder.apps.technologies import actions, rules
from tovholder.apps.technologies.forms import PartForm, PointForm, RetireForm, TechnologyForm
from tovholder.apps.technologies.kinds import PointKind
from tovholder.apps.technologies.models import BundlePart, Point, Technology
from tovholder.apps.technologies.selectors import part_for, technology_for
from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.ui.saving import form_page, version_of
from tovholder.foundation.visibility.access import allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel.actor import Actor


def href(technology: Technology) -> str:
    """The address of an entry's page."""
    return technology.get_absolute_url()


def points_href(technology: Technology, kind: str = "") -> str:
    """The address of the page on which an entry's points are edited, at one kind."""
    anchor = f"#{kind}" if kind else ""
    return f"{reverse('technologies:points', args=[technology.slug])}{anchor}"


def parts_href(technology: Technology) -> str:
    """The address of the page on which a bundle's parts are edited."""
    return reverse("technologies:parts", args=[technology.slug])


@allow(rules.may_edit)
def new_technology(request: TovholderRequest) -> HttpResponse:
    """Add an entry to the catalogue."""
    form = TechnologyForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.create_technology(by=request.actor, facts=form.facts(), why=form.cleaned_data["why"]),
        template="technologies/technology_form.html",
        context={"technology": None, "back_href": reverse("technologies:list")},
        saved=href,
        message=lambda made: _("%(name)s er i kataloget. Tilføj nu punkterne.") % {"name": made.name},
    )


@allow_on(technology_for, rules.may_edit)
def edit_technology(request: TovholderRequest, technology: Technology) -> HttpResponse:
    """Change what an entry says of itself."""
    shown = {"name": technology.label, "version": technology.version}
    form = TechnologyForm(request.POST or None, technology=technology)
    return form_page(
        request,
        form,
        lambda: actions.change_technology(
            by=request.actor,
            technology=technology,
            facts=form.facts(),
            why=form.cleaned_data["why"],
            expected_version=version_of(request),
        ),
        template="technologies/technology_form.html",
        context={"technology": technology, "back_href": href(technology), **shown},
        saved=href,
        message=lambda made: _("%(name)s er gemt.") % {"name": made.name},
        current=lambda record: TechnologyForm(technology=record),
    )


@allow_on(technology_for, rules.may_edit)
def retire_technology(request: TovholderRequest, technology: Technology) -> HttpResponse:
    """Take an entry out of the catalogue, or bring it back."""
    if technology.is_retired and request.method == "POST" and "tilbage" in request.POST:
        why, version = _("Tog den tilbage i kataloget"), version_of(request)
        actions.revive_technology(by=request.actor, technology=technology, why=why, expected_version=version)
        messages.success(request, _("%(name)s er i kataloget igen.") % {"name": technology.name})
        return redirect(href(technology))
    shown = {"name": technology.label, "version": technology.version, "is_retired": technology.is_retired}
    form = RetireForm(request.POST or None, technology=technology)
    return form_page(
        request,
        form,
        lambda: actions.retire_technology(
            by=request.actor, technology=technology, expected_version=version_of(request), **form.cleaned_data
        ),
        template="technologies/retire.html",
        context={"technology": technology, "back_href": href(technology), **shown},
        saved=href,
        message=lambda made: _("%(name)s er udgået. Siden kan stadig læses.") % {"name": made.name},
        current=lambda record: RetireForm(technology=record),
    )


@allow_on(technology_for, rules.may_edit)
def point_list(request: TovholderRequest, technology: Technology) -> HttpResponse:
    """All points of an entry by kind, each with what can be done with it."""
    by_kind = [(kind, [point for point in technology.points.all() if point.kind == kind]) for kind in PointKind]
    return render(request, "technologies/points.html", {"technology": technology, "by_kind": by_kind})


@dataclass(frozen=True, slots=True)
class PointPlace:
    """Where a point is written: an entry, a kind, and the point itself when it exists."""

    technology: Technology
    kind: PointKind
    point: Point | None = None


def load_kind(actor: Actor, slug: str, kind: str) -> PointPlace:
    """The entry and kind of an address, or 404."""
    if kind not in PointKind.values:
        raise Http404
    return PointPlace(technology_for(actor, slug), PointKind(kind))


def load_point(actor: Actor, slug: str, kind: str, public_id: UUID) -> PointPlace:
    """The point of an address; without one when somebody has taken it out meanwhile, so that no word is lost."""
    place = load_kind(actor, slug, kind)
    point = Point.objects.select_related("technology", "code").filter(public_id=public_id, kind=kind).first()
    if point is not None and point.technology_id != place.technology.pk:
        raise Http404
    return PointPlace(place.technology, place.kind, point)


@allow_on(load_kind, rules.may_edit)
def new_point(request: TovholderRequest, place: PointPlace) -> HttpResponse:
    """Say one thing more of a technology."""
    return _point_page(request, place)


@allow_on(load_point, rules.may_edit)
def edit_point(request: TovholderRequest, place: PointPlace) -> HttpResponse:
    """Change a point. One that is gone becomes a new one with what was typed, if the editor saves it."""
    if place.point is None and request.method != "POST":
        raise Http404
    if place.point is None:
        form = PointForm(request.POST, kind=place.kind.value)
        context = _point_context(place) | {"form": form, "gone": True}
        return render(request, "technologies/point_form.html", context, status=409)
    return _point_page(request, place)


def _point_context(place: PointPlace) -> dict[str, object]:
    technology = place.technology
    return {
        "technology": technology,
        "kind": place.kind,
        "point": place.point,
        "version": technology.version,
        "new_href": reverse("technologies:new_point", args=[technology.slug, place.kind.value]),
        "back_href": points_href(technology, place.kind.value),
    }


def _point_page(request: TovholderRequest, place: PointPlace) -> HttpResponse:
    technology, point, kind = place.technology, place.point, place.kind.value
    form = PointForm(request.POST or None, kind=kind, point=point)

    def save() -> Point:
        given = {"by": request.actor, "why": form.cleaned_data["why"], "expected_version": version_of(request)}
        if point is None:
            return actions.add_point(technology=technology, point=form.facts(), **given)
        return actions.change_point(point=point, facts=form.facts(), **given)

    return form_page(
        request,
        form,
        save,
        template="technologies/point_form.html",
        context=_point_context(place),
        saved=lambda made: points_href(technology, made.kind),
        message=lambda made: _("Punktet er gemt."),
        current=lambda record: PointForm(
            kind=kind, point=Point.objects.filter(pk=point.pk).first() if point is not None else None
        ),
    )


def load_existing_point(actor: Actor, slug: str, kind: str, public_id: UUID) -> Point:
    """The point of an address, or 404."""
    place = load_point(actor, slug, kind, public_id)
    if place.point is None:
        raise Http404
    return place.point


@require_POST
@allow_on(load_existing_point, rules.may_edit)
def move_point(request: TovholderRequest, point: Point) -> HttpResponse:
    """Move a point one place up or down among those of its kind."""
    actions.move_point(by=request.actor, point=point, up="op" in request.POST, expected_version=version_of(request))
    return redirect(points_href(point.technology, point.kind))


@require_POST
@allow_on(load_existing_point, rules.may_edit)
def remove_point(request: TovholderRequest, point: Point) -> HttpResponse:
    """Take a point out; it stays in the history. Refused when somebody has written meanwhile."""
    technology, kind = point.technology, point.kind
    try:
        actions.remove_point(by=request.actor, point=point, expected_version=version_of(request))
        messages.success(request, _("Punktet er fjernet. Det står stadig i historikken."))
    except ConflictError:
        messages.warning(request, _("En anden har gemt imens. Læs punkterne igennem, og fjern igen, hvis det passer."))
    return redirect(points_href(technology, kind))


@allow_on(technology_for, rules.may_edit)
def part_list(request: TovholderRequest, technology: Technology) -> HttpResponse:
    """The parts of a bundle, and a form for one more."""
    form = PartForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.add_part(
            by=request.actor, bundle=technology, expected_version=version_of(request), **form.cleaned_data
        ),
        template="technologies/parts.html",
        context={
            "technology": technology,
            "version": technology.version,
            "parts": list(technology.parts.all()),
            "back_href": href(technology),
        },
        saved=lambda made: parts_href(technology),
        message=lambda made: _("%(name)s er nu en del af pakken.") % {"name": made.part.name},
        current=lambda record: PartForm(),
    )


def load_part(actor: Actor, slug: str, public_id: UUID) -> BundlePart:
    """The part of an address, or 404."""
    return part_for(slug, public_id)


@require_POST
@allow_on(load_part, rules.may_edit)
def remove_part(request: TovholderRequest, part: BundlePart) -> HttpResponse:
    """Take a technology out of a bundle."""
    bundle, name = part.bundle, part.part.name
    actions.remove_part(by=request.actor, part=part, expected_version=version_of(request))
    messages.success(request, _("%(name)s er ikke længere en del af pakken.") % {"name": name})
    return redirect(parts_href(bundle))
