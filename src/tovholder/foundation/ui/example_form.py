"""The form of the style guide: one field of every kind, some of them answered wrongly."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.ui.forms import PlainForm


class ExampleForm(PlainForm):
    """One field of every kind."""

    need = forms.CharField(
        label=_("Hvilket behov skal projektet møde?"),
        help_text=_("Begynd med borgeren eller medarbejderen, ikke med teknologien."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = forms.CharField(label=_("Navn"), help_text=_("Kort og genkendeligt."), max_length=60)
    technology = forms.ChoiceField(
        label=_("Teknologi"), choices=[("", _("Vælg")), ("skaermbesoeg", "Skærmbesøg"), ("sensorer", "Sensorer")]
    )
    state = forms.ChoiceField(
        label=_("Hvor langt er I?"),
        widget=forms.RadioSelect,
        choices=[("idea", _("Idé")), ("pilot", _("Pilot")), ("in_operation", _("I drift"))],
    )
    groups = forms.MultipleChoiceField(
        label=_("Målgrupper"),
        required=False,
        choices=[("aeldre", "Ældre"), ("handicap", "Handicap"), ("psykiatri", "Psykiatri"), ("boern", "Børn og unge")],
    )
    starts_on = forms.DateField(label=_("Startdato"), help_text=_("For eksempel 3 5 2026."))
    attachment = forms.FileField(label=_("Bilag"), required=False)
    agreed = forms.BooleanField(label=_("Vi må kontaktes af andre kommuner"), required=False)


def answered() -> ExampleForm:
    """The form as it comes back with two mistakes in it."""
    return ExampleForm(
        {
            "need": _("Borgere venter på besøg, der kunne klares over skærm."),
            "name": "",
            "technology": "skaermbesoeg",
            "state": "pilot",
            "groups": ["aeldre"],
            "starts_on_day": "31",
            "starts_on_month": "2",
            "starts_on_year": "2026",
        },
        auto_id="proeve-%s",
    )
