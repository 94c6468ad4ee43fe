"""The questions about an alias."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.models import CitizenAlias
from tovholder.foundation.codes.selectors import current_codes
from tovholder.foundation.ui.forms import PlainModelForm, choices_of
from tovholder.kernel import clock


class AliasForm(PlainModelForm[CitizenAlias]):
    """An alias with purpose, right and dates."""

    class Meta:
        model = CitizenAlias
        fields = ["alias", "purpose", "legal_basis", "collected_on", "delete_on"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        basis = choices_of(self, "legal_basis")
        basis.queryset = current_codes("alias_basis")
        basis.empty_label = _("Vælg et grundlag")
        if self.instance._state.adding:
            self.fields["collected_on"].initial = clock.today
