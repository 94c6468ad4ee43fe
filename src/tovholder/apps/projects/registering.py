"""The registration of a project as a guide of short steps, carried by the form itself: nothing is stored on the way.

What was typed on other steps travels along in hidden fields, as it was typed, so that going back loses no word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.apps.projects.forms import RegistrationForm
from tovholder.foundation.ui.saving import shown_value
from tovholder.foundation.ui.values import Fact, Step, StepState
from tovholder.foundation.ui.widgets import PARTS

SAVE = "gem"
CHECK = "tjek"


@dataclass(frozen=True, slots=True)
class Part:
    """One step: its name in the form, its title, and what is asked there."""

    key: str
    title: StrPromise
    fields: tuple[str, ...]


GUIDE = (
    Part("behov", _("Behov"), ("need", "title")),
    Part("teknologi", _("Teknologi og produkt"), ("technology", "product", "summary", "scale", "programmes")),
    Part(
        "hvem",
        _("Hvem og hvor"),
        ("target_groups", "unit", "units", "contact_mailbox", "participants", "paragraphs"),
    ),
    Part(
        "tid",
        _("Status, tid og penge"),
        (
            "status",
            "status_since",
            "reason",
            "started_on",
            "ended_on",
            "funder",
            "funding_amount",
            "funding_ends_on",
            "running_budget_note",
        ),
    ),
    Part("del", _("Erfaringer og deling"), ("results", "learning", "would_change", "tier")),
    Part(CHECK, _("Tjek og opret"), ()),
)
KEYS = tuple(part.key for part in GUIDE)


def place_of(key: str) -> int:
    """The place of a step; the first for a name that no step has."""
    return KEYS.index(key) if key in KEYS else 0


def with_defaults(sent: QueryDict, blank: RegistrationForm) -> QueryDict:
    """What was sent, and for the steps that were not shown yet what their fields begin with."""
    data = sent.copy()
    shown = set(sent.getlist("vist"))
    for part in GUIDE:
        for name in part.fields if part.key not in shown else ():
            value = blank[name].initial
            if value is not None and blank.fields[name].widget.value_omitted_from_data(data, {}, name):
                data[name] = str(value)
    return data


def first_wrong(form: RegistrationForm, before: int) -> int | None:
    """The first step before the place ``before`` on which something must be put right."""
    for place, part in enumerate(GUIDE[:before]):
        if any(name in form.errors for name in part.fields):
            return place
    return None


def keep_errors_of(form: RegistrationForm, place: int) -> None:
    """Forget what is wrong on other steps than the one at ``place``: it is told when they are reached."""
    shown = set(GUIDE[place].fields)
    for name in [name for name in form.errors if name not in shown]:
        del form.errors[name]


def asks_for_product(form: RegistrationForm, sent: QueryDict) -> bool:
    """Whether products of the technology wait to be shown: another one was chosen since they were."""
    technology = str(form["technology"].value() or "")
    return sent.get("produkter", "") != technology and "technology" not in form.errors and has_products(form)


def has_products(form: RegistrationForm) -> bool:
    """Whether the technology that is chosen has products to choose from."""
    return bool(form.fields["product"].queryset.exists())  # type: ignore[attr-defined]  # a choice of records


def carried(data: QueryDict, place: int) -> list[tuple[str, str]]:
    """What was typed on the other steps, name by name as the browser sent it."""
    names = {
        key
        for at, part in enumerate(GUIDE)
        if at != place
        for name in part.fields
        for key in (name, *(f"{name}_{box}" for box in PARTS))
    }
    return [(key, value) for key in data if key in names for value in data.getlist(key)]


def shown_steps(place: int, sent: QueryDict) -> list[Step]:
    """The guide over the form."""
    seen = set(sent.getlist("vist"))

    def state(at: int, part: Part) -> StepState:
        if at == place:
            return "current"
        return "done" if part.key in seen else "open"

    return [Step(part.title, state=state(at, part)) for at, part in enumerate(GUIDE)]


def summary(form: RegistrationForm) -> list[tuple[Part, Sequence[Fact]]]:
    """Everything that was answered, step by step, in words."""
    return [
        (
            part,
            [
                Fact(form.fields[name].label or name, shown)
                for name in part.fields
                if (shown := shown_value(form.fields[name], form[name].value()))
            ],
        )
        for part in GUIDE[:-1]
    ]
