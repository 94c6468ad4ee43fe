"""The form on which people choose how they are told."""

from typing import Any

from django import forms

from tovholder.foundation.notices.kinds import NOTICE_KINDS, MailChoice
from tovholder.foundation.ui.forms import PlainForm


class MailChoicesForm(PlainForm):
    """One question for each kind of notice."""

    def __init__(self, *args: Any, standing: dict[str, MailChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in NOTICE_KINDS:
            self.fields[kind.key] = forms.ChoiceField(
                label=str(kind.label)[:1].upper() + str(kind.label)[1:],
                choices=MailChoice.choices,
                widget=forms.RadioSelect(attrs={"class": "form-radio"}),
                initial=standing[kind.key],
            )
