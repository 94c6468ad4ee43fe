"""What happens to a room's records when a unit or a municipality is merged, or a person leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.foundation.municipalities.models import Municipality, Unit
from tovholder.kernel.actor import Actor
from tovholder.kernel.registry import Registry

SOMETHING: StrPromise = _("andet")


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """A room's answer to the ends of things. Each function runs in the transaction of the ending and gives a count.

    ``moved_label`` says of what, in the plural ("projekter"): it is shown before two units are merged.
    """

    key: str
    unit_merged: Callable[[Unit, Unit, Actor], int] | None = None
    person_left: Callable[[UUID, Actor], int] | None = None
    municipality_merged: Callable[[Municipality, Municipality, Actor], int] | None = None
    alias_expired: Callable[[UUID, Actor], int] | None = None
    moved_label: StrPromise | str = SOMETHING


LIFECYCLES: Registry[Lifecycle] = Registry("lifecycle")
