"""The forms of pools and applications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.funding import selectors
from tovholder.apps.funding.actions import PoolFacts
from tovholder.apps.funding.application_actions import NEXT, ApplicationFacts
from tovholder.apps.funding.models import Application, ApplicationState, FundingPool
from tovholder.apps.funding.rules import pool_tiers
from tovholder.apps.projects.public import Project
from tovholder.foundation.accounts.models import User
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import current_codes, offered_codes
from tovholder.foundation.municipalities.models import Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.foundation.visibility.rules import coordinator
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def area(rows: int) -> forms.Textarea:
    """A box for a text of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def money(**extra: Any) -> NumberField:
    """An amount in kroner, not below zero."""
    return NumberField(max_digits=12, decimal_places=2, min_value=0, **extra)


def no_codes() -> Any:
    """No code: what a field offers is given when the form is made."""
    return Code.objects.none()


class PoolForm(PlainForm):
    """A pool, new or changed."""

    title = forms.CharField(label=_("Hvad hedder puljen?"), max_length=160, validators=[refuse_sensitive])
    giver = forms.CharField(
        label=_("Hvem giver pengene?"),
        max_length=160,
        validators=[refuse_sensitive],
        help_text=_("Fx fonden, ministeriet eller jeres egen forvaltning."),
    )
    kind = forms.ModelChoiceField(label=_("Hvilken slags giver er det?"), queryset=no_codes(), empty_label=_("Vælg"))
    criteria = forms.CharField(
        label=_("Hvad lægger giveren vægt på?"), max_length=3000, widget=area(5), validators=[refuse_sensitive]
    )
    who_may_apply = forms.CharField(
        label=_("Hvem kan søge?"), max_length=300, required=False, validators=[refuse_sensitive]
    )
    amount = money(label=_("Hvor mange kroner er der i alt?"), required=False)
    own_share = NumberField(
        label=_("Hvor mange procent skal man selv betale?"),
        max_digits=5,
        decimal_places=2,
        min_value=0,
        max_value=100,
        required=False,
    )
    opens_on = forms.DateField(label=_("Hvornår åbner puljen?"), required=False)
    deadline = forms.DateField(label=_("Hvornår er ansøgningsfristen?"), required=False)
    link = forms.URLField(label=_("Link til giverens side"), max_length=300, required=False, assume_scheme="https")
    tier = forms.ChoiceField(label=_("Hvem må se puljen?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, actor: Actor, pool: FundingPool | None = None, **kwargs: Any) -> None:
        if pool is not None:
            names = PoolFacts.__dataclass_fields__
            kwargs.setdefault("initial", {name: getattr(pool, name) for name in names} | {"kind": pool.kind_id})
        super().__init__(*args, **kwargs)
        choices_of(self, "kind").queryset = offered_codes("funder_kind", [pool.kind_id if pool else None])
        tiers = pool_tiers(actor) + ([pool.tier] if pool is not None else [])
        field = plain_choices_of(self, "tier")
        field.choices = [(tier, label) for tier, label in Tier.choices if tier in tiers]
        if pool is None:
            field.initial = pool_tiers(actor)[0]

    def facts(self) -> PoolFacts:
        """The values as the actions take them. Only for a valid form."""
        return PoolFacts(**self.cleaned_data)


class ClosePoolForm(PlainForm):
    """A pool that closed before its deadline."""

    on = forms.DateField(label=_("Hvornår lukkede den?"))
    reason = forms.CharField(
        label=_("Hvorfor?"),
        max_length=300,
        validators=[refuse_sensitive],
        help_text=_("Fx: Pengene er givet ud."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)


class PassOnForm(PlainForm):
    """Which unit a pool is passed on to, and why to them."""

    unit = forms.ModelChoiceField(
        label=_("Hvilken enhed er den noget for?"), queryset=Unit.objects.none(), empty_label=_("Vælg en enhed")
    )
    note = forms.CharField(
        label=_("Hvorfor netop dem?"), max_length=500, widget=area(3), required=False, validators=[refuse_sensitive]
    )

    def __init__(self, *args: Any, actor: Actor, pool: FundingPool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = selectors.tips(actor).filter(pool=pool).values("unit_id")
        choices_of(self, "unit").queryset = selectors.choosable_units(actor).exclude(pk__in=told)


class ApplicationForm(PlainForm):
    """An application, new or changed."""

    title = forms.CharField(
        label=_("Hvad søger I til?"),
        max_length=160,
        validators=[refuse_sensitive],
        help_text=_("Fx: Vendelagener på tre plejecentre."),
    )
    idea = forms.CharField(
        label=_("Hvad skal pengene bruges til?"),
        max_length=3000,
        widget=area(6),
        validators=[refuse_sensitive],
        help_text=_("Begynd med behovet. Skriv aldrig om en enkelt borger."),
    )
    project = forms.ModelChoiceField(
        label=_("Er det til et projekt på Landkortet?"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=_("Nej, det er en idé endnu"),
    )
    unit = forms.ModelChoiceField(
        label=_("Hvem søger?"), queryset=Unit.objects.none(), required=False, empty_label=_("Hele kommunen")
    )
    owner = forms.ModelChoiceField(
        label=_("Hvem er ansvarlig?"), queryset=User.objects.none(), required=False, empty_label=_("Ikke aftalt endnu")
    )
    amount = money(label=_("Hvor mange kroner søger I?"))
    own_amount = money(label=_("Hvor mange kroner betaler I selv?"), required=False)
    answer_on = forms.DateField(label=_("Hvornår venter I svar?"), required=False)
    tier = forms.ChoiceField(
        label=_("Hvem må se ansøgningen?"),
        widget=forms.RadioSelect,
        choices=[(Tier.MUNICIPALITY.value, Tier.MUNICIPALITY.label), (Tier.UNIT.value, Tier.UNIT.label)],
        initial=Tier.MUNICIPALITY,
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        application: Application | None = None,
        given: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """``given`` are values that an address brought along."""
        relations = ("project", "unit", "owner")
        if application is not None:
            kwargs.setdefault(
                "initial",
                {
                    name: getattr(application, f"{name}_id" if name in relations else name)
                    for name in ApplicationFacts.__dataclass_fields__
                },
            )
        else:
            kwargs.setdefault("initial", {"unit": actor.unit_id, "tier": Tier.MUNICIPALITY} | (given or {}))
        super().__init__(*args, **kwargs)
        self._offer(actor, application)

    def _offer(self, actor: Actor, application: Application | None) -> None:
        """The choices that ``actor`` has; what is chosen already stays on offer."""
        unit = choices_of(self, "unit")
        units = selectors.choosable_units(actor)
        if application is not None and application.unit_id is not None:
            units = (units | Unit.objects.filter(pk=application.unit_id).select_related("type")).distinct()
        unit.queryset = units
        if not coordinator.allows(actor) and application is None:
            unit.required, unit.empty_label = True, None
        owners = selectors.possible_owners(selectors.home_of(actor))
        if application is not None and application.owner_id is not None:
            owners = (owners | User.objects.filter(pk=application.owner_id)).distinct()
        choices_of(self, "owner").queryset = owners
        kept = application.project_id if application is not None else None
        choices_of(self, "project").queryset = selectors.choosable_projects(actor, kept)

    def facts(self) -> ApplicationFacts:
        """The values as the actions take them. Only for a valid form."""
        return ApplicationFacts(**self.cleaned_data)


class StepForm(PlainForm):
    """The next step of an application."""

    to_state = forms.ChoiceField(label=_("Hvad er der sket?"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Hvornår?"))
    reason = forms.CharField(
        label=_("Hvorfor, eller hvad sagde giveren?"),
        max_length=2000,
        widget=area(4),
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Skriv det altid ved afslag, og når I trækker ansøgningen tilbage."),
    )
    granted_amount = money(label=_("Fik I pengene: hvor mange kroner?"), required=False)
    granted_from = forms.DateField(label=_("Fra hvilken dag gælder pengene?"), required=False)
    granted_until = forms.DateField(label=_("Hvornår slutter pengene?"), required=False)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        following = NEXT[application.state]
        plain_choices_of(self, "to_state").choices = [(state.value, state.label) for state in following]
        if ApplicationState.GRANTED not in following:
            for name in ("granted_amount", "granted_from", "granted_until"):
                del self.fields[name]


class CoFinancierForm(PlainForm):
    """Who bears a part besides the giver."""

    name = forms.CharField(label=_("Hvem betaler også?"), max_length=160, validators=[refuse_sensitive])
    kind = forms.ModelChoiceField(label=_("Hvilken slags er det?"), queryset=no_codes(), empty_label=_("Vælg"))
    amount = money(label=_("Hvor mange kroner?"))
    agreed = forms.BooleanField(label=_("De har sagt ja"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "kind").queryset = current_codes("funder_kind")


class ConfirmForm(PlainForm):
    """Asked before something is written elsewhere."""
