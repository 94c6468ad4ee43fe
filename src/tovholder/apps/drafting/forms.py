"""The forms about a whole draft and about its sections."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.apps.drafting.naming import fits, key_from
from tovholder.engines.questionnaires.model import Said, Schema, Section
from tovholder.foundation.ui.forms import PlainForm

WORDS = 500
TEXT = 4_000
MOST_BYTES = 3_000_000
SEEN = "seen"


def said(da: str, en: str = "") -> Said | None:
    """Words, None where there are none in Danish."""
    return Said(da=da.strip(), en=en.strip()) if da.strip() else None


def check_key(key: str, taken: set[str]) -> None:
    """Raises ``ValidationError`` for a technical name that cannot be, or that something else has."""
    if not fits(key):
        raise ValidationError(_("Brug små bogstaver a-z, tal og understreg, og begynd med et bogstav."))
    if key in taken:
        raise ValidationError(_("Det navn har et andet allerede."))


class SeenForm(PlainForm):
    """A form about a part that tells which text of it the writer saw: others may write other parts meanwhile."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())


class WholeForm(SeenForm):
    """What a draft is called, and its technical name."""

    title_da = forms.CharField(label=gettext_lazy("Titel"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Titel på engelsk"), max_length=200, required=False)
    intro_da = forms.CharField(
        label=gettext_lazy("Indledning"),
        help_text=gettext_lazy("Hvad svarene skal bruges til, og hvor lang tid det tager."),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    intro_en = forms.CharField(
        label=gettext_lazy("Indledning på engelsk"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = forms.CharField(
        label=gettext_lazy("Teknisk navn"),
        help_text=gettext_lazy(
            "Det samme fra år til år, så udgaverne hænger sammen. Små bogstaver a-z, tal og understreg."
            " Lad feltet være tomt, så laver vi et af titlen."
        ),
        max_length=60,
        required=False,
    )

    def __init__(self, data: Any = None, *, schema: Schema | None = None, seen: str = "") -> None:
        super().__init__(data)
        self.schema = schema
        if schema is not None:
            self.initial = {
                "title_da": schema.title.da,
                "title_en": schema.title.en,
                "intro_da": schema.intro.da if schema.intro else "",
                "intro_en": schema.intro.en if schema.intro else "",
                "key": schema.key,
                SEEN: seen,
            }

    def clean(self) -> dict[str, Any]:
        """Makes a technical name where none is given, and refuses one that cannot be."""
        cleaned = super().clean() or self.cleaned_data
        key = cleaned.get("key") or key_from(cleaned.get("title_da", ""), (), "spoergeskema")
        if not fits(key):
            self.add_error("key", _("Brug små bogstaver a-z, tal og understreg, og begynd med et bogstav."))
        cleaned["key"] = key
        return cleaned

    def words(self) -> dict[str, Any]:
        """The arguments of ``editing.set_words``."""
        kept = self.cleaned_data
        return {
            "key": kept["key"],
            "title": Said(da=kept["title_da"].strip(), en=kept["title_en"].strip()),
            "intro": said(kept["intro_da"], kept["intro_en"]),
        }


class SectionWordsForm(SeenForm):
    """What a section is called."""

    title_da = forms.CharField(label=gettext_lazy("Overskrift"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Overskrift på engelsk"), max_length=200, required=False)
    intro_da = forms.CharField(
        label=gettext_lazy("Indledning"), max_length=TEXT, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    intro_en = forms.CharField(
        label=gettext_lazy("Indledning på engelsk"),
        max_length=TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = forms.CharField(
        label=gettext_lazy("Teknisk navn"),
        help_text=gettext_lazy("Lad feltet være tomt, så laver vi et af overskriften."),
        max_length=60,
        required=False,
    )

    def __init__(self, data: Any = None, *, schema: Schema, section: Section | None = None, seen: str = "") -> None:
        super().__init__(data)
        self._section = section
        self._taken = {one.key for one in schema.sections if section is None or one.key != section.key}
        if section is not None:
            self.initial = {
                "title_da": section.title.da,
                "title_en": section.title.en,
                "intro_da": section.intro.da if section.intro else "",
                "intro_en": section.intro.en if section.intro else "",
                "key": section.key,
                SEEN: seen,
            }

    def clean(self) -> dict[str, Any]:
        """Makes a technical name where none is given, and refuses one that cannot be."""
        cleaned = super().clean() or self.cleaned_data
        key = cleaned.get("key") or key_from(cleaned.get("title_da", ""), self._taken, "afsnit")
        try:
            check_key(key, self._taken)
        except ValidationError as error:
            self.add_error("key", error)
        cleaned["key"] = key
        return cleaned

    def section(self) -> Section:
        """The section as the form has it; questions and condition are those that it had."""
        kept = self.cleaned_data
        before = self._section
        return Section(
            key=kept["key"],
            title=Said(da=kept["title_da"].strip(), en=kept["title_en"].strip()),
            intro=said(kept["intro_da"], kept["intro_en"]),
            questions=before.questions if before else (),
            relevant=before.relevant if before else None,
        )


class FileForm(PlainForm):
    """A questionnaire as a file."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy(
            "Et regneark i XLSForm (.xlsx), som KoboToolbox, ODK og andre bruger, eller en JSON-fil fra Tovholder."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json"}),
    )

    def clean_file(self) -> Any:
        """Refuses a file that is too large to be a questionnaire."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Filen er for stor til at være et spørgeskema: højst 3 MB."))
        return file


class DiscardForm(PlainForm):
    """Why a draft is put aside."""

    why = forms.CharField(
        label=gettext_lazy("Hvorfor"),
        help_text=gettext_lazy("Så de andre kan se, hvad der skete. Kladden bliver stående på listen."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SureForm(PlainForm):
    """Nothing but the button: opening, deleting. Sent with ``sure``, so that an empty form is not taken for none."""

    sure = forms.CharField(required=False, widget=forms.HiddenInput(), initial="1")
