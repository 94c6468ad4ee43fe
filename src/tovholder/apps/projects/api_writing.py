"""Writing projects by the API: for a municipality's own system, with a key that may write."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID
from zlib import crc32

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja import Status as Answer
from ninja.errors import HttpError

from tovholder.apps.projects import actions, rules
from tovholder.apps.projects.api_facts import told_causes, told_facts, told_registration
from tovholder.apps.projects.api_schemas import ProjectChange, ProjectIn, ProjectOut, StepIn, TierIn, project_out
from tovholder.apps.projects.keeping import bring_from_outside, register_from_outside
from tovholder.apps.projects.models import Project
from tovholder.apps.projects.outside import OutsideKey
from tovholder.apps.projects.selectors import project_for
from tovholder.apps.projects.status import Status
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.visibility.access import declare
from tovholder.foundation.visibility.requests import actor_of_request
from tovholder.foundation.visibility.rules import Rule
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor

router = Router()
"""Also of the reading: an address with several methods must be one router's. The keys come first, before ids."""

TAG = re.compile(r'^(?:W/)?"(\d{1,9})-[0-9a-f]{1,8}"$')
LONGEST_KEY = 120


def tagged(response: HttpResponse, project: Project) -> dict[str, Any]:
    """What the API says of a project, with its ETag in ``response``: the version, and a sum of all that is said."""
    said = project_out(project)
    total = crc32(json.dumps(said, default=str, sort_keys=True).encode())
    response["ETag"] = f'"{project.version}-{total:x}"'
    return said


def _read(request: HttpRequest, project_id: UUID) -> Project:
    return project_for(actor_of_request(request), project_id)


def _writer(request: HttpRequest, rule: Rule, project: Project | None = None) -> Actor:
    """Who writes. 401 without a key; 403 with one that only reads, or whose seat may not."""
    actor = actor_of_request(request)
    if actor.is_anonymous:
        raise HttpError(401, _("Send en nøgle, der må skrive. Uden en nøgle kan du kun læse det offentlige."))
    if actor.only_reads:
        raise HttpError(403, _("Nøglen må kun læse. Lav en nøgle, der også må skrive."))
    if not rule.allows(actor, project):
        raise PermissionDenied
    return actor


def _own(actor: Actor) -> Municipality:
    if actor.municipality_id is None:  # the product itself may, but has no municipality and no key
        raise PermissionDenied
    return Municipality.objects.get(pk=actor.municipality_id)


def _expected(request: HttpRequest) -> int:
    """The version in ``If-Match``. 428 without one: two may edit, and nobody's words are lost unseen."""
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        raise HttpError(428, _("Send If-Match med den ETag, I læste. Så mister I ikke det, andre har skrevet."))
    found = TAG.match(sent)
    if found is None:
        raise HttpError(412, _("If-Match er ikke en ETag fra dette projekt. Læs projektet igen."))
    return int(found.group(1))


def _saved(request: HttpRequest, response: HttpResponse, save: Callable[[], Project]) -> dict[str, Any]:
    project = save()
    return tagged(response, _read(request, project.public_id))


def _by_key(actor: Actor, key: str) -> Project | None:
    if actor.municipality_id is None:
        return None
    held = OutsideKey.objects.filter(municipality_id=actor.municipality_id, key=key).select_related("project").first()
    return project_for(actor, held.project.public_id) if held else None


@router.get("/projects/by-key/{key}", response=ProjectOut, summary="A project, by your own system's key")
def by_key(request: HttpRequest, response: HttpResponse, key: str) -> dict[str, Any]:
    """The project of the key's municipality that its own system calls so."""
    project = _by_key(actor_of_request(request), key)
    if project is None:
        raise Http404
    return tagged(response, project)


@router.put(
    "/projects/by-key/{key}", response={200: ProjectOut, 201: ProjectOut}, summary="Bring a project, by your own key"
)
def bring(request: HttpRequest, response: HttpResponse, key: str, body: ProjectIn) -> Answer[dict[str, Any]]:
    """Register the project when the key is new, else bring it to what is said. Sending twice does no harm.

    For a nightly job: no ``If-Match``, since the other system is the master of the fields that it names.
    """
    actor = _writer(request, rules.may_register)
    if len(key) > LONGEST_KEY:
        raise ValidationError({"key": _("Nøglen er for lang: højst %(most)s tegn.") % {"most": LONGEST_KEY}})
    project = _by_key(actor, key)
    if project is None:
        made = register_from_outside(by=actor, registration=told_registration(body, _own(actor)), key=key)
        response["Location"] = f"/api/v1/projects/{made.public_id}"
        return Answer(201, tagged(response, _read(request, made.public_id)))
    _writer(request, rules.may_edit, project)
    registration = told_registration(body, project.municipality, project)
    bring_from_outside(by=actor, project=project, registration=registration)
    return Answer(200, tagged(response, _read(request, project.public_id)))


@router.post("/projects", response={201: ProjectOut}, summary="Register a project")
def register(request: HttpRequest, response: HttpResponse, body: ProjectIn) -> Answer[dict[str, Any]]:
    """Put a project of the key's municipality on the map; ``Location`` tells where it is."""
    actor = _writer(request, rules.may_register)
    made = actions.register_project(by=actor, registration=told_registration(body, _own(actor)))
    response["Location"] = f"/api/v1/projects/{made.public_id}"
    return Answer(201, tagged(response, _read(request, made.public_id)))


@router.patch("/projects/{project_id}", response=ProjectOut, summary="Change a project")
def change(request: HttpRequest, response: HttpResponse, project_id: UUID, body: ProjectChange) -> dict[str, Any]:
    """Change what is named and leave the rest. Needs ``If-Match``; 412 when somebody else changed it meanwhile."""
    project = _read(request, project_id)
    actor = _writer(request, rules.may_edit, project)
    expected = _expected(request)
    facts = told_facts(body, project.municipality_id, project)
    return _saved(
        request,
        response,
        lambda: actions.change_project(by=actor, project=project, facts=facts, expected_version=expected),
    )


@router.post("/projects/{project_id}/steps", response=ProjectOut, summary="Take a project to its next state")
def step(request: HttpRequest, response: HttpResponse, project_id: UUID, body: StepIn) -> dict[str, Any]:
    """A step with its day and reason, as on the page. A state that may not follow is refused with 422."""
    project = _read(request, project_id)
    actor = _writer(request, rules.may_edit, project)
    if body.to_status not in Status.values:
        raise ValidationError({"to_status": _("Vi kender ikke %(value)s.") % {"value": body.to_status}})
    causes = told_causes(body.stop_causes)
    return _saved(
        request,
        response,
        lambda: actions.step_project(
            by=actor,
            project=project,
            to_status=body.to_status,
            on=body.on,
            reason=body.reason,
            learning=body.learning,
            would_change=body.would_change,
            stop_causes=causes,
        ),
    )


@router.post("/projects/{project_id}/confirmation", response=ProjectOut, summary="Say that a project still holds")
def confirm(request: HttpRequest, response: HttpResponse, project_id: UUID) -> dict[str, Any]:
    """Sets the day of confirmation to today."""
    project = _read(request, project_id)
    actor = _writer(request, rules.may_confirm, project)
    return _saved(request, response, lambda: actions.confirm_project(by=actor, project=project))


@router.put("/projects/{project_id}/tier", response=ProjectOut, summary="Choose who may see a project")
def share(request: HttpRequest, response: HttpResponse, project_id: UUID, body: TierIn) -> dict[str, Any]:
    """Going public is the municipality's own act, by a coordinator's key."""
    project = _read(request, project_id)
    actor = _writer(request, rules.may_share, project)
    if body.tier not in Tier.values:
        raise ValidationError({"tier": _("Vi kender ikke %(value)s.") % {"value": body.tier}})
    return _saved(request, response, lambda: actions.share_project(by=actor, project=project, tier=body.tier))


declare(rules.may_register, register, bring)
declare(rules.may_edit, change, step)
declare(rules.may_confirm, confirm)
declare(rules.may_share, share)
declare(rules.may_read, by_key)
