"""The forms of logins, roles, invitations and API keys."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.accounts.actions import TOKEN_DAYS, change_password
from tovholder.foundation.accounts.models import RoleHolding, User
from tovholder.foundation.accounts.roles import Place, scope_of
from tovholder.foundation.accounts.rules import NATIONAL
from tovholder.foundation.accounts.seats import seatless
from tovholder.foundation.accounts.selectors import (
    choosable_partners,
    choosable_roles,
    choosable_tenants,
    choosable_units,
    known_people,
    possible_deputies,
)
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import current_codes
from tovholder.foundation.municipalities.models import Municipality, Partner, Unit
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def _password(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text, max_length=256)


def _mail(help_text: Any = "", autocomplete: str = "email") -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false", "autocapitalize": "none"})
    return forms.EmailField(label=_("Mailadresse"), max_length=254, widget=widget, help_text=help_text)


def password_advice() -> str:
    """What a password must be, in one line."""
    return " ".join(str(text) for text in password_validators_help_texts())


class LoginForm(PlainForm):
    """Mail address and password. The mail address is taken as people type it: any case, spaces around it."""

    username = _mail(autocomplete="username")
    password = _password(_("Adgangskode"), "current-password")

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        """Ask the login backends, which also count failures. One message for every failure: it tells nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        username, password = cleaned.get("username"), cleaned.get("password")
        if username and password:
            # One spelling of an address: else each spelling would have five tries of its own.
            user = authenticate(self.request, username=username.strip().lower(), password=password)
            if not isinstance(user, User):
                raise ValidationError(_("Mailadresse og adgangskode passer ikke sammen. Prøv igen, eller vælg en ny."))
            self.user = user
        return cleaned


class NewPasswordForm(PlainForm):
    """A new password, typed twice."""

    password = _password(_("Ny adgangskode"), "new-password")
    again = _password(_("Ny adgangskode igen"), "new-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = password_advice()

    def clean_again(self) -> str:
        """The second time must be like the first."""
        again = str(self.cleaned_data["again"])
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("De to adgangskoder er ikke ens."))
        return again


class ChangePasswordForm(NewPasswordForm):
    """The present password, and a new one typed twice."""

    present = _password(_("Nuværende adgangskode"), "current-password")
    field_order = ["present", "password", "again"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_present(self) -> str:
        """Whoever changes a password must know the present one."""
        present = str(self.cleaned_data["present"])
        if not self.user.check_password(present):
            raise ValidationError(_("Det er ikke din nuværende adgangskode."))
        return present


class ResetPasswordForm(NewPasswordForm):
    """A new password for somebody who came by a link in a mail. Django's view saves it by ``save``."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuse what is too easy to guess while the form can still be shown again."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password

    def save(self) -> User:
        """Give the person the password, as the person themselves."""
        return change_password(by=seatless(self.user), user=self.user, password=self.cleaned_data["password"])


class ForgottenForm(PlainForm):
    """The mail address to which a link is sent."""

    email = _mail(_("Den mailadresse, du logger ind med."))


class ProfileForm(PlainForm):
    """Name and language."""

    name = forms.CharField(
        label=_("Navn"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Sådan ser kolleger dit navn. Det vises aldrig offentligt."),
    )
    language = forms.ChoiceField(label=_("Sprog"), choices=settings.LANGUAGES, widget=forms.RadioSelect)


class AcceptForm(NewPasswordForm):
    """What a new person says of themselves when they take an invitation."""

    name = forms.CharField(label=_("Navn"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ["name", "password", "again"]


class RoleForm(PlainForm):
    """Step one of giving a role: which one."""

    rolle = forms.ModelChoiceField(
        Code.objects.none(), label=_("Rolle"), to_field_name="code", widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "rolle").queryset = choosable_roles(actor)


class PlaceForm(PlainForm):
    """Step two: where the role is held. Only the questions that the role needs are asked."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label=_("Kommune eller region"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Enhed"), to_field_name="public_id")
    partner = forms.ModelChoiceField(
        Partner.objects.none(),
        label=_("Partner"),
        to_field_name="public_id",
        help_text=_("Mangler leverandøren, så opret den først under samarbejdspartnere."),
    )
    kind = forms.ModelChoiceField(Code.objects.none(), label=_("Råd"), to_field_name="code")

    def __init__(self, actor: Actor, role: Code, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.role = actor, role
        self._ask_municipality()
        self._ask_unit()
        if scope_of(role.code).partner:
            choices_of(self, "partner").queryset = choosable_partners()
        else:
            del self.fields["partner"]
        if role.code == roles.COUNCIL_MEMBER:
            choices_of(self, "kind").queryset = current_codes("council_kind")
        else:
            del self.fields["kind"]
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.required:
                field.empty_label = _("Vælg")

    def _ask_municipality(self) -> None:
        if scope_of(self.role.code).municipality and self.actor.role in NATIONAL:
            choices_of(self, "municipality").queryset = choosable_tenants(self.actor, self.role.code)
        else:
            del self.fields["municipality"]

    def _ask_unit(self) -> None:
        scope = scope_of(self.role.code)
        if scope.unit == "never" or self.actor.municipality_id is None:
            del self.fields["unit"]
            return
        field = choices_of(self, "unit")
        field.queryset = choosable_units(self.actor)
        field.required = field.widget.is_required = scope.unit == "needed"
        if not field.required:
            field.empty_label = _("Hele kommunen")
        if self.actor.unit_id is not None and self.actor.role == roles.UNIT_LEADER:
            field.initial = field.queryset.first()

    def place(self) -> Place:
        """The place that was chosen; the municipality is the actor's own unless it was asked for."""
        chosen = self.cleaned_data
        municipality = chosen.get("municipality")
        if municipality is None and scope_of(self.role.code).municipality and self.actor.municipality_id is not None:
            municipality = Municipality.objects.get(pk=self.actor.municipality_id)
        return Place(self.role, municipality, chosen.get("unit"), chosen.get("partner"), chosen.get("kind"))


class InviteForm(PlaceForm):
    """Somebody new: name, mail address, place."""

    name = forms.CharField(label=_("Navn"), max_length=160)
    email = _mail(_("Invitationen sendes hertil."), autocomplete="off")
    field_order = ["name", "email", "municipality", "unit", "partner", "kind"]


class GiveForm(PlaceForm):
    """Somebody known: person, place, dates."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Person"), to_field_name="public_id")
    starts_on = forms.DateField(label=_("Fra"))
    ends_on = forms.DateField(
        label=_("Til og med"), required=False, help_text=_("Lad stå tomt, hvis rollen ikke har en slutdato.")
    )
    field_order = ["user", "municipality", "unit", "partner", "kind", "starts_on", "ends_on"]

    def __init__(self, actor: Actor, role: Code, *args: Any, **kwargs: Any) -> None:
        super().__init__(actor, role, *args, **kwargs)
        choices_of(self, "user").queryset = known_people(actor)
        self.fields["starts_on"].initial = clock.today()


class EndForm(PlainForm):
    """The last day of a role and, for those who act for a municipality, who and what takes over."""

    ends_on = forms.DateField(
        label=_("Sidste dag"),
        help_text=_("Rollen gælder til og med denne dag. Vælg i går, hvis adgangen skal lukkes med det samme."),
    )
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Stedfortræder"),
        to_field_name="public_id",
        required=False,
        empty_label=_("Ingen"),
        help_text=_("Får overdragelsen at se. Er der ingen anden tovholder, får stedfortræderen rollen dagen efter."),
    )
    handover = forms.CharField(
        label=_("Skal overdrages"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Ét punkt på hver linje: aftaler, frister, mapper, personer."),
    )

    def __init__(self, holding: RoleHolding, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = holding.ends_on or clock.today()
        if holding.role.code in roles.COORDINATORS:
            choices_of(self, "deputy").queryset = possible_deputies(holding)
        else:
            del self.fields["deputy"], self.fields["handover"]

    def clean_handover(self) -> list[str]:
        """One item a line, none longer than the log of hand-overs holds."""
        lines = [line.strip() for line in str(self.cleaned_data["handover"]).splitlines() if line.strip()]
        if any(len(line) > 500 for line in lines):  # the length of HandOverItem.text
            raise ValidationError(_("Et punkt er for langt: højst 500 tegn på hver linje."))
        return lines


class TokenForm(PlainForm):
    """What a key is for, what it may, and how long it works."""

    LIVES: ClassVar[dict[str, int]] = {"30": 30, "90": 90, "180": 180, "365": TOKEN_DAYS}

    name = forms.CharField(label=_("Navn"), max_length=100, help_text=_("Hvad bruger I nøglen til?"))
    may = forms.ChoiceField(
        label=_("Hvad må nøglen?"),
        widget=forms.RadioSelect,
        initial="read",
        choices=[
            ("read", _("Kun læse")),
            ("write", _("Læse og skrive det, som din rolle må")),
        ],
    )
    lives = forms.ChoiceField(
        label=_("Udløber om"),
        widget=forms.RadioSelect,
        initial="90",
        choices=[("30", _("30 dage")), ("90", _("90 dage")), ("180", _("et halvt år")), ("365", _("et år"))],
    )

    def expires_on(self) -> date:
        """The last day on which the key works."""
        return clock.today() + timedelta(days=self.LIVES[self.cleaned_data["lives"]])
