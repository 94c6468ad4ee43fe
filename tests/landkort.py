"""Projects made for tests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.people import code, municipality
from tovholder.apps.projects.public import Project, ProjectFacts, Registration, register_project
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.municipalities.models import Municipality
from tovholder.kernel.actor import SYSTEM, Actor


def technology(slug: str = "skaermbesoeg") -> Technology:
    """A technology of the reference data."""
    return Technology.objects.get(slug=slug)


def facts(title: str = "Skærmbesøg i bostøtten", **values: Any) -> ProjectFacts:
    """What a project says about itself."""
    given: dict[str, Any] = {
        "title": title,
        "need": "Borgerne aflyser besøg, fordi vejen er lang.",
        "technology": technology(),
        "scale": code("project_scale", "pilot"),
    }
    return ProjectFacts(**(given | values))


def registration(
    title: str = "Skærmbesøg i bostøtten", *, owner: Municipality | str = "Syddjurs", **values: Any
) -> Registration:
    """A project as it comes to the map; names of facts and of the registration itself may be given."""
    own = {name: values.pop(name) for name in list(values) if name in Registration.__dataclass_fields__}
    place = municipality(owner) if isinstance(owner, str) else owner
    return Registration(facts=facts(title, **values), municipality=place, **own)


def project(title: str = "Skærmbesøg i bostøtten", *, by: Actor = SYSTEM, **values: Any) -> Project:
    """A registered project."""
    return register_project(by=by, registration=registration(title, **values))


def refusal(call: Callable[[], object]) -> dict[str, list[str]]:
    """What an action says, by field, when it refuses."""
    with pytest.raises(ValidationError) as told:
        call()
    given: dict[str, list[str]] = told.value.message_dict
    return given
