"""The forms of an import."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.tables.importing import Importer
from tovholder.foundation.tables.models import ImportBatch
from tovholder.foundation.ui.forms import PlainForm

LONGEST_EXAMPLE = 60


class FileForm(PlainForm):
    """The choice of a file."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("CSV eller XLSX med overskrifter i første række."),
        max_length=255,
        error_messages={
            "required": _("Vælg den fil, I vil importere."),
            "empty": _("Filen er tom. Vælg en fil med overskrifter i første række og mindst én række under dem."),
            "max_length": _("Filens navn er for langt. Omdøb den, og prøv igen."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def clean_file(self) -> Any:
        """The file, unless it is larger than what may be imported."""
        file = self.cleaned_data["file"]
        if file.size > settings.IMPORT_MAX_BYTES:
            raise forms.ValidationError(
                _("Filen er større end %(limit)s MB. Del den i mindre dele, og prøv igen."),
                params={"limit": settings.IMPORT_MAX_BYTES // (1024 * 1024)},
            )
        return file


class MappingForm(PlainForm):
    """For each column of the table the heading in the file."""

    def __init__(self, importer: Importer, batch: ImportBatch, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for column in importer.table.importable:
            choices = [("", str(_("– er ikke i filen –")))]
            choices += [(heading, _labelled(heading, batch, at)) for at, heading in enumerate(batch.header)]
            self.fields[column.key] = forms.ChoiceField(
                label=str(column.label),
                help_text=str(column.help),
                choices=choices,
                required=column.required,
                initial=batch.mapping.get(column.key, ""),
                error_messages={
                    "required": _("Vælg den kolonne i filen, som svarer til. Den skal være med."),
                    "invalid_choice": _("Kolonnen er ikke i filen. Vælg en af dem på listen."),
                },
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def mapping(self) -> dict[str, str]:
        """From column keys to the chosen headings."""
        return {key: heading for key, heading in self.cleaned_data.items() if heading}


def _labelled(heading: str, batch: ImportBatch, at: int) -> str:
    """The heading with the first value under it, by which people know their columns."""
    example = next((row[at] for row in batch.sample if at < len(row) and row[at]), "")
    if not example:
        return heading
    short = example if len(example) <= LONGEST_EXAMPLE else f"{example[: LONGEST_EXAMPLE - 1]}…"
    return str(_("%(heading)s (fx %(example)s)") % {"heading": heading, "example": " ".join(short.split())})
