"""The filters of the lists. Their answers stand in the address; an address that makes no sense is told so."""

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.accounts.log import LogFilter, logged_actions, people_in_log
from tovholder.foundation.accounts.models import User
from tovholder.foundation.accounts.rules import NATIONAL
from tovholder.foundation.accounts.selectors import RoleFilter, choosable_units, listed_roles
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.kernel.actor import Actor

BROKEN = _("Filteret i adressen passer ikke til listen. Begynd forfra uden filtre.")


class RoleFilterForm(PlainForm):
    """What the list of roles shows."""

    vis = forms.ChoiceField(
        label=_("Vis"),
        required=False,
        choices=[
            ("current", _("Gælder i dag")),
            ("coming", _("Begynder senere")),
            ("ended", _("Er slut")),
            ("all", _("Alle")),
        ],
    )
    rolle = forms.ModelChoiceField(
        Code.objects.none(), label=_("Rolle"), required=False, to_field_name="code", empty_label=_("Alle roller")
    )
    enhed = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Enhed"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Alle enheder"),
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "rolle").queryset = listed_roles(actor)
        if actor.role in NATIONAL:
            del self.fields["enhed"]
        else:
            choices_of(self, "enhed").queryset = choosable_units(actor)

    def wanted(self) -> RoleFilter:
        """The filter that was chosen. Raises ``BadRequest`` when the address names something that is not there."""
        if not self.is_valid():
            raise BadRequest(BROKEN)
        chosen = self.cleaned_data
        role, unit = chosen["rolle"], chosen.get("enhed")
        return RoleFilter(role.code if role else "", unit.public_id if unit else None, chosen["vis"] or "current")


class LogFilterForm(PlainForm):
    """What the log shows."""

    handling = forms.ChoiceField(label=_("Handling"), required=False)
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Person"), required=False, to_field_name="public_id", empty_label=_("Alle")
    )
    fra = forms.DateField(label=_("Fra"), required=False)
    til = forms.DateField(label=_("Til og med"), required=False)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        handling = self.fields["handling"]
        assert isinstance(handling, forms.ChoiceField)  # noqa: S101  # tells the type checker what the class declares
        handling.choices = [("", _("Alle")), *logged_actions(actor)]
        choices_of(self, "person").queryset = people_in_log(actor)

    def wanted(self) -> LogFilter:
        """The filter that was chosen. Raises ``BadRequest`` when the address names something that is not there."""
        if not self.is_valid():
            raise BadRequest(BROKEN)
        chosen = self.cleaned_data
        person = chosen["person"]
        return LogFilter(chosen["handling"], person.public_id if person else None, chosen["fra"], chosen["til"])
