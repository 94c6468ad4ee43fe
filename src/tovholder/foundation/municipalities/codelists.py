"""The names under which the code lists are shown, and what each is for."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class ListName:
    """A code list as people speak of it."""

    title: StrPromise
    meaning: StrPromise


LIST_NAMES: dict[str, ListName] = {
    "functional_category": ListName(_("Funktionskategorier"), _("Hvad en teknologi gør for mennesker.")),
    "landkort_category": ListName(_("Landkortets kategorier"), _("Sådan deler landkortet teknologierne op.")),
    "purpose": ListName(_("Formål"), _("Om en teknologi forebygger, assisterer eller leverer en ydelse.")),
    "delivery_form": ListName(_("Leveringsformer"), _("Den skikkelse, en teknologi kommer i.")),
    "field": ListName(_("Fagområder"), _("Den del af kommunens arbejde, et projekt hører til.")),
    "target_group": ListName(_("Målgrupper"), _("Hvem et projekt eller en enhed er til for.")),
    "unit_type": ListName(_("Enhedstyper"), _("Typen giver det ord, vi bruger om enheden.")),
    "role": ListName(_("Roller"), _("Det, en person kan være i kommunen og på landkortet.")),
    "council_kind": ListName(_("Råd"), _("De råd, som rådsmedlemmer sidder i.")),
    "partner_kind": ListName(_("Slags samarbejdspartnere"), _("Hvem I kan samarbejde med uden for kommunen.")),
    "paragraph": ListName(_("Paragraffer"), _("Det lovgrundlag, et projekt arbejder under.")),
    "project_scale": ListName(_("Projekternes størrelse"), _("Fra eksperiment til storskala.")),
    "alias_basis": ListName(_("Behandlingsgrundlag"), _("Den hjemmel, som oplysninger om borgere behandles efter.")),
}
