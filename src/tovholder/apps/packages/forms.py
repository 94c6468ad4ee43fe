"""The forms of reuse packages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.packages.models import LONGEST_TEXT, Package, Paper, PaperEdition
from tovholder.apps.packages.outlines import outline
from tovholder.apps.packages.writing import PackageFacts, PaperText
from tovholder.apps.products.public import Product, products_of_technology
from tovholder.apps.projects.public import Project
from tovholder.apps.technologies.public import Technology, technologies
from tovholder.foundation.codes.models import Code
from tovholder.foundation.files.public import DocumentField
from tovholder.foundation.ui.fields import SeveralField
from tovholder.foundation.ui.forms import PlainForm, choices_of
from tovholder.kernel.actor import Actor


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class _TechnologyField(forms.ModelChoiceField[Technology]):
    """One technology of the catalogue, by its name in the reader's language."""

    def label_from_instance(self, obj: Technology) -> str:
        return obj.label


class PackageForm(PlainForm):
    """What a package says about itself. The products offered are those of the technology, once it is known."""

    title = forms.CharField(
        label=_("Pakkens titel"), max_length=160, help_text=_("Så en kollega i en anden kommune kan kende den.")
    )
    technology = _TechnologyField(
        label=_("Teknologi"), queryset=Technology.objects.none(), empty_label=_("Vælg en teknologi")
    )
    product = forms.ModelChoiceField(
        label=_("Produkt"),
        queryset=Product.objects.none(),
        required=False,
        empty_label=_("Ikke et bestemt produkt"),
        help_text=_("Vælg produktet, hvis papirerne handler om netop det."),
    )
    project = forms.ModelChoiceField(
        label=_("Jeres projekt"),
        queryset=Project.objects.none(),
        required=False,
        empty_label=_("Ikke et bestemt projekt"),
        help_text=_("Det projekt på Landkortet, som papirerne er lavet til."),
    )
    note = forms.CharField(
        label=_("Om pakken"),
        max_length=4000,
        required=False,
        widget=_area(5),
        help_text=_("Hvad er papirerne brugt til, og hvad skal andre være opmærksomme på?"),
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        municipality_id: int,
        package: Package | None = None,
        technology: Technology | None = None,
        product: Product | None = None,
        **kwargs: Any,
    ) -> None:
        if package is not None:
            technology = package.technology
            kwargs.setdefault("initial", {name: getattr(package, name) for name in PackageFacts.__dataclass_fields__})
        else:
            kwargs.setdefault("initial", {"technology": technology, "product": product})
        super().__init__(*args, **kwargs)
        choices_of(self, "technology").queryset = technologies()
        own = Project.objects.visible_to(actor).filter(municipality_id=municipality_id).order_by("sort_key", "pk")
        choices_of(self, "project").queryset = own
        self._kept_project = package.project if package is not None else None
        if self._kept_project is not None and not own.filter(pk=self._kept_project.pk).exists():
            del self.fields["project"]  # a unit's own, which the editor does not see: neither shown nor lost
        if technology is None:
            del self.fields["product"]
        else:
            choices_of(self, "product").queryset = products_of_technology(technology)

    def facts(self) -> PackageFacts:
        """The values as the actions take them. Only for a valid form."""
        given = self.cleaned_data
        return PackageFacts(
            title=given["title"],
            technology=given["technology"],
            product=given.get("product"),
            project=given.get("project", self._kept_project),
            note=given["note"],
        )


class PaperForm(PlainForm):
    """What a paper says: text, a file, or both. A new one begins with the questions of its kind."""

    title = forms.CharField(label=_("Titel"), max_length=160)
    body = forms.CharField(
        label=_("Tekst"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=_area(28),
        help_text=_("# foran en overskrift, - foran et punkt. Skriv ikke navne, CPR-numre eller koder."),
    )
    upload = DocumentField(required=False)
    without_file = forms.BooleanField(label=_("Fjern filen"), required=False)
    finished = forms.BooleanField(label=_("Dokumentet er færdigt"), required=False)
    why = forms.CharField(
        label=_("Hvad er ændret?"),
        max_length=300,
        required=False,
        help_text=_("En sætning til historikken. Den ses kun i jeres egen kommune."),
    )

    def __init__(self, *args: Any, paper: Paper | None = None, kind: Code | None = None, **kwargs: Any) -> None:
        if paper is not None:
            start: dict[str, Any] = {
                "title": paper.title,
                "body": paper.body,
                "finished": paper.finished_on is not None,
            }
        else:
            start = {"title": kind.label_da if kind else "", "body": outline(kind.code) if kind else ""}
        kwargs.setdefault("initial", start)
        super().__init__(*args, **kwargs)
        if paper is None or paper.file is None:
            del self.fields["without_file"]

    def text(self) -> PaperText:
        """The values as the actions take them. Only for a valid form."""
        given = self.cleaned_data
        return PaperText(
            title=given["title"],
            body=given["body"].replace("\r\n", "\n"),
            upload=given["upload"],
            without_file=given.get("without_file", False),
            finished=given["finished"],
            why=given["why"],
        )


class ShareForm(PlainForm):
    """What the coordinator confirms before a package is shared."""

    without_persons = forms.BooleanField(
        label=_("Der er ingen personoplysninger eller navne på borgere, pårørende eller medarbejdere")
    )
    without_secrets = forms.BooleanField(
        label=_("Der er ingen koder, beskrivelser af sikkerhedshuller eller andet, der skal holdes hemmeligt")
    )
    without_prices = forms.BooleanField(
        label=_("Der er ingen priser eller vilkår, som leverandøren har krav på bliver fortrolige")
    )


class CopyForm(PlainForm):
    """Which papers to copy."""

    papers = SeveralField(label=_("Dokumenter"), queryset=Paper.objects.none())

    def __init__(self, *args: Any, package: Package, **kwargs: Any) -> None:
        papers = Paper.objects.filter(package=package).order_by("kind__position", "pk")
        kwargs.setdefault("initial", {"papers": [paper.pk for paper in papers]})
        super().__init__(*args, **kwargs)
        choices_of(self, "papers").queryset = papers


class ThankForm(PlainForm):
    """A thank you, with a sentence or without."""

    sentence = forms.CharField(
        label=_("En hilsen"),
        max_length=300,
        required=False,
        help_text=_("Den ses af alle, der kan se pakken. Skriv ikke navne."),
    )


class MergeForm(PlainForm):
    """What the own text says after the lender wrote a newer one."""

    use = forms.ChoiceField(
        label=_("Hvad skal jeres tekst være?"),
        choices=[
            ("theirs", _("Deres nye tekst")),
            ("ours", _("Vores tekst, som den er")),
            ("woven", _("Teksten herunder, hvor vi har skrevet de to sammen")),
        ],
        widget=forms.RadioSelect,
    )
    body = forms.CharField(
        label=_("Skrevet sammen"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=_area(24),
        help_text=_("Begynder med jeres tekst. Sæt det ind fra deres, som I vil have med."),
    )

    def __init__(self, *args: Any, paper: Paper, newest: PaperEdition, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"use": "woven", "body": paper.body})
        super().__init__(*args, **kwargs)
        self._texts = {"theirs": newest.body, "ours": paper.body}

    def chosen_body(self) -> str:
        """The text that was chosen. Only for a valid form."""
        woven: str = self.cleaned_data["body"].replace("\r\n", "\n")
        return self._texts.get(self.cleaned_data["use"], woven)
