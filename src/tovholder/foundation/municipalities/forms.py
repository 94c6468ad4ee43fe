"""The questions of the organisation's pages."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import offered_codes
from tovholder.foundation.municipalities.models import Administration, Partner, Unit
from tovholder.foundation.municipalities.selectors import administrations, open_units
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, PlainModelForm, choices_of
from tovholder.kernel import clock


class AdministrationForm(PlainModelForm[Administration]):
    """Name an administration."""

    class Meta:
        model = Administration
        fields = ["name"]
        help_texts = {"name": _("Som den hedder hos jer, fx Social og Sundhed.")}


class UnitForm(PlainModelForm[Unit]):
    """What is known of a unit."""

    type = forms.ModelChoiceField(Code.objects.none(), label=_("Type"), help_text=_("Typen giver ordet, vi bruger."))
    administration = forms.ModelChoiceField(
        Administration.objects.none(), label=_("Forvaltning"), required=False, empty_label=_("Ingen forvaltning")
    )
    target_groups = SeveralField(
        Code.objects.none(), label=_("Målgrupper"), required=False, help_text=_("Hvem kommer enheden hos eller møder?")
    )

    class Meta:
        model = Unit
        fields = ["name", "type", "administration", "target_groups", "address"]
        help_texts = {"name": _("Fx Bostedet Åkanden.")}

    def __init__(self, *args: Any, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.instance
        groups = chosen.target_groups.values_list("pk", flat=True) if chosen.pk else ()
        choices_of(self, "type").queryset = offered_codes("unit_type", [chosen.type_id])
        choices_of(self, "target_groups").queryset = offered_codes("target_group", groups)
        branch = Administration.objects.filter(
            Q(pk__in=administrations(municipality_id)) | Q(pk=chosen.administration_id)
        )
        choices_of(self, "administration").queryset = branch


class CloseForm(PlainForm):
    """From which day something is closed."""

    on = forms.DateField(label=_("Nedlagt fra"), help_text=_("Den første dag, hvor den ikke findes længere."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today


class MergeForm(PlainForm):
    """The unit that takes over."""

    til = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Enhed, der fortsætter"), to_field_name="public_id", empty_label=_("Vælg enhed")
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "til").queryset = open_units(unit.municipality_id).exclude(pk=unit.pk)


class PartnerForm(PlainModelForm[Partner]):
    """What is known of a partner."""

    kind = forms.ModelChoiceField(Code.objects.none(), label=_("Slags"))
    website = forms.URLField(
        label=_("Hjemmeside"), required=False, assume_scheme="https", help_text=_("Begynder med https://")
    )

    class Meta:
        model = Partner
        fields = ["name", "kind", "website", "experience"]
        widgets = {"experience": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "kind").queryset = offered_codes("partner_kind", [self.instance.kind_id])
