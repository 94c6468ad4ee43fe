"""The form of an organisational change, and the log as columns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.process.change_log_actions import TIERS, ChangeFacts
from tovholder.apps.process.change_models import OrganisationalChange
from tovholder.apps.technologies.public import Technology, technologies
from tovholder.foundation.codes.models import Code
from tovholder.foundation.tables.public import Column, Table
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.kernel import clock


class _TechnologyField(forms.ModelChoiceField[Technology]):
    """One technology of the catalogue, by its name in the reader's language."""

    def label_from_instance(self, obj: Technology) -> str:
        return obj.label


def _area() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 4})


class ChangeForm(PlainForm):
    """What a change says."""

    what = forms.CharField(
        label=_("Hvad er ændret?"),
        max_length=200,
        validators=[refuse_sensitive],
        help_text=_("Fx: Ansvaret for velfærdsteknologi er samlet i ét team."),
    )
    kind = forms.ModelChoiceField(
        label=_("Slags"), queryset=Code.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    why = forms.CharField(label=_("Hvorfor?"), max_length=2000, validators=[refuse_sensitive], widget=_area())
    since = forms.DateField(label=_("Siden hvornår?"))
    technology = _TechnologyField(
        label=_("Teknologi"),
        queryset=Technology.objects.none(),
        required=False,
        empty_label=_("Ikke en bestemt teknologi"),
    )
    effect = forms.CharField(
        label=_("Hvad er der kommet ud af det?"),
        max_length=2000,
        validators=[refuse_sensitive],
        required=False,
        widget=_area(),
    )
    tier = forms.ChoiceField(
        label=_("Hvem kan se den?"),
        choices=[(tier.value, tier.label) for tier in TIERS],
        widget=forms.RadioSelect,
        help_text=_("Det, I deler, kan andre kommuner lære af. Skriv ingen navne."),
    )

    def __init__(self, *args: Any, record: OrganisationalChange | None = None, **kwargs: Any) -> None:
        names = ChangeFacts.__dataclass_fields__
        kept: dict[str, Any] = {"tier": TIERS[0]}
        if record is not None:
            kept = {name: getattr(record, name) for name in names} | {"kind": record.kind_id}
        kwargs.setdefault("initial", kept)
        super().__init__(*args, **kwargs)
        choices_of(self, "kind").queryset = Code.objects.of("org_change_kind").valid_on(clock.today())
        choices_of(self, "technology").queryset = technologies()

    def facts(self) -> ChangeFacts:
        """The values as the actions take them. Only for a valid form."""
        return ChangeFacts(**self.cleaned_data)


CHANGES: Table[OrganisationalChange] = Table(
    "aendringer",
    _("Ændringer i organisationen"),
    (
        Column("id", _("Id"), lambda item: str(item.public_id)),
        Column("municipality", _("Kommune"), lambda item: item.municipality.full_name),
        Column("what", _("Hvad er ændret"), lambda item: item.what),
        Column("kind", _("Slags"), lambda item: item.kind.label),
        Column("since", _("Siden"), lambda item: item.since, "date"),
        Column("why", _("Hvorfor"), lambda item: item.why),
        Column("technology", _("Teknologi"), lambda item: item.technology.label if item.technology else None),
        Column("effect", _("Hvad er der kommet ud af det"), lambda item: item.effect),
        Column("tier", _("Synlighed"), lambda item: item.get_tier_display()),
    ),
)
