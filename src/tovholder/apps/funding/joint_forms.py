"""The forms of joint purchases and searches."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.funding import selectors
from tovholder.apps.funding.forms import area, no_codes
from tovholder.apps.funding.joint_actions import NEXT_JOINT, JointFacts
from tovholder.apps.funding.joint_models import JointKind, JointPurchase, JointTaking
from tovholder.apps.technologies.public import Technology
from tovholder.foundation.codes.selectors import current_codes, offered_codes
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.ui.numbers import NumberField
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def _volume() -> NumberField:
    return NumberField(
        label=_("Hvor mange vil I selv bruge?"), max_digits=10, decimal_places=0, min_value=0, required=False
    )


def _mailbox(label: Any) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        required=False,
        help_text=_("En postkasse, som flere læser. Aldrig en persons egen adresse: den kan blive offentlig."),
    )


class JointForm(PlainForm):
    """A joint purchase or search, new or changed."""

    title = forms.CharField(label=_("Hvad vil I gøre sammen?"), max_length=160, validators=[refuse_sensitive])
    kind = forms.ChoiceField(label=_("Søger eller køber I?"), choices=JointKind.choices, widget=forms.RadioSelect)
    field = forms.ModelChoiceField(
        label=_("Hvilket fagområde?"),
        queryset=no_codes(),
        empty_label=_("Vælg ét"),
        help_text=_("Ét fagområde ad gangen, så de rigtige kan være med."),
    )
    need = forms.CharField(
        label=_("Hvilket behov har I sammen?"),
        max_length=3000,
        widget=area(5),
        validators=[refuse_sensitive],
        help_text=_("Skriv behovet, ikke et bestemt produkt."),
    )
    technology = forms.ModelChoiceField(
        label=_("Teknologi, hvis I kender den"),
        queryset=Technology.objects.none(),
        required=False,
        empty_label=_("Ikke valgt"),
    )
    counted_in = forms.CharField(
        label=_("Hvad tæller I?"),
        max_length=40,
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Fx: borgere, stk., licenser."),
    )
    volume = _volume()
    deadline = forms.DateField(label=_("Hvornår skal andre have meldt sig?"), required=False)
    contact_mailbox = _mailbox(_("Hvilken postkasse skriver man til?"))
    tier = forms.ChoiceField(
        label=_("Hvem må se det?"),
        widget=forms.RadioSelect,
        choices=[(tier.value, tier.label) for tier in (Tier.MUNICIPALITIES, Tier.PUBLIC)],
        initial=Tier.MUNICIPALITIES,
        help_text=_("Leverandører ser det først, når det er offentligt. Ønsket antal ser de aldrig."),
    )

    def __init__(
        self, *args: Any, purchase: JointPurchase | None = None, given: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        """``given`` are values that an address brought along."""
        if purchase is not None:
            relations = ("field", "technology")
            names = JointFacts.__dataclass_fields__
            initial = {name: getattr(purchase, f"{name}_id" if name in relations else name) for name in names}
            kwargs.setdefault("initial", initial)
        else:
            kwargs.setdefault("initial", given or {})
        super().__init__(*args, **kwargs)
        choices_of(self, "field").queryset = offered_codes("field", [purchase.field_id if purchase else None])
        choices_of(self, "technology").queryset = Technology.objects.order_by("sort_key")
        if purchase is not None:  # its own number is kept on the municipality's own row
            del self.fields["volume"]

    def facts(self) -> JointFacts:
        """The values as the actions take them. Only for a valid form."""
        return JointFacts(**{name: self.cleaned_data[name] for name in JointFacts.__dataclass_fields__})


class InviteForm(PlainForm):
    """Which municipalities are invited."""

    invited = forms.ModelMultipleChoiceField(
        label=_("Hvilke kommuner inviterer I?"), queryset=Municipality.objects.none()
    )

    def __init__(self, *args: Any, actor: Actor, purchase: JointPurchase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = purchase.takings.filter(state__in=["invited", "joined"]).values("municipality_id")
        field: Any = self.fields["invited"]
        field.queryset = selectors.other_municipalities(actor).exclude(pk__in=standing)


class TakingForm(PlainForm):
    """A municipality's own word: how many, whom to write to, and how it is here."""

    volume = _volume()
    local_contact = _mailbox(_("Hvilken postkasse hos jer?"))
    note = forms.CharField(
        label=_("Hvad skal de andre vide om jer?"),
        max_length=1000,
        widget=area(3),
        required=False,
        validators=[refuse_sensitive],
    )

    def __init__(self, *args: Any, taking: JointTaking | None = None, **kwargs: Any) -> None:
        if taking is not None:
            names = ("volume", "local_contact", "note")
            kwargs.setdefault("initial", {name: getattr(taking, name) for name in names})
        super().__init__(*args, **kwargs)


class DeclineForm(PlainForm):
    """No thank you."""

    reason = forms.CharField(
        label=_("Hvorfor?"), max_length=1000, widget=area(3), required=False, validators=[refuse_sensitive]
    )


class LeaveForm(PlainForm):
    """Not in any more."""

    reason = forms.CharField(label=_("Hvorfor?"), max_length=1000, widget=area(3), validators=[refuse_sensitive])
    on = forms.DateField(label=_("Hvornår?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)


class JointStepForm(PlainForm):
    """How far a joint purchase is."""

    to_state = forms.ChoiceField(label=_("Hvor langt er I?"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Hvornår?"))
    outcome = forms.CharField(
        label=_("Hvad kom der ud af det?"),
        max_length=3000,
        widget=area(4),
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Skal udfyldes, når I afslutter eller dropper det."),
    )
    learning = forms.CharField(
        label=_("Hvad lærte I?"), max_length=3000, widget=area(4), required=False, validators=[refuse_sensitive]
    )

    def __init__(self, *args: Any, purchase: JointPurchase, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clock.today()})
        super().__init__(*args, **kwargs)
        following = NEXT_JOINT[purchase.state]
        plain_choices_of(self, "to_state").choices = [(state.value, state.label) for state in following]


class PartnerForm(PlainForm):
    """Somebody outside the municipalities who takes part."""

    name = forms.CharField(
        label=_("Hvem?"),
        max_length=160,
        validators=[refuse_sensitive],
        help_text=_("Styrelsen, foreningen eller firmaet. Ikke en persons navn."),
    )
    kind = forms.ModelChoiceField(label=_("Hvilken slags er det?"), queryset=no_codes(), empty_label=_("Vælg"))
    part = forms.CharField(
        label=_("Hvad bidrager de med?"), max_length=300, required=False, validators=[refuse_sensitive]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "kind").queryset = current_codes("search_partner_kind")
