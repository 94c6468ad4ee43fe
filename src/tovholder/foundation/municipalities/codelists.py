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
    "hearing_body": ListName(_("Høringsparter"), _("De råd og grupper, en vision sendes i høring hos.")),
    "adopting_body": ListName(_("Hvem der vedtager"), _("Det udvalg eller den ledelse, der vedtager en vision.")),
    "org_change_kind": ListName(
        _("Ændringer i organisationen"), _("Det, en kommune har ændret på grund af teknologien.")
    ),
    "task_role": ListName(_("Hvem der gør en opgave"), _("De medarbejdere, en arbejdsopgave ligger hos.")),
    "task_way": ListName(_("Veje videre"), _("Det, en arbejdsopgave kan blive til, når den bliver gentænkt.")),
    "partner_kind": ListName(_("Slags samarbejdspartnere"), _("Hvem I kan samarbejde med uden for kommunen.")),
    "paragraph": ListName(_("Paragraffer"), _("Det lovgrundlag, et projekt arbejder under.")),
    "project_scale": ListName(_("Projekternes størrelse"), _("Fra eksperiment til storskala.")),
    "area": ListName(_("Områder"), _("Om en teknologi hører til velfærden, administrationen eller er generel.")),
    "market_status": ListName(_("Markedets modenhed"), _("Hvor mange produkter der er, og om de holder i drift.")),
    "mdr_class": ListName(_("Medicinsk udstyr"), _("Klassen efter forordningen om medicinsk udstyr (MDR).")),
    "ai_act_class": ListName(_("Kunstig intelligens"), _("Risikoen efter forordningen om kunstig intelligens.")),
    "iso9999": ListName(_("Hjælpemiddelklasser"), _("Klasserne i ISO 9999, med vores egne ord.")),
    "citizen_ability": ListName(_("Krav til borgeren"), _("Det, en borger skal kunne eller ville.")),
    "place_demand": ListName(_("Krav til stedet"), _("Net, strøm, plads og andet, der skal være på stedet.")),
    "staff_demand": ListName(_("Krav til medarbejderne"), _("Det, medarbejderne skal kunne og gøre.")),
    "barrier_theme": ListName(_("Temaer for barrierer"), _("De seks temaer, barrierer deles op i.")),
    "barrier_measure": ListName(_("Det, I kan prøve mod en barriere"), _("Slags af forsøg på at fjerne en barriere.")),
    "review_outcome": ListName(_("Svar i en gennemgang"), _("Hvad en vurdering i en gennemgang kom frem til.")),
    "funder_kind": ListName(_("Slags givere"), _("Hvem der betaler, eller giver penge, der kan søges.")),
    "search_partner_kind": ListName(_("Slags partnere i fælles indkøb"), _("Hvem kommuner søger og køber sammen med.")),
    "spread_not_offered": ListName(_("Grunde til ikke at tilbyde"), _("Hvorfor borgere ikke får det tilbudt.")),
    "spread_declined": ListName(_("Grunde til ikke at begynde"), _("Hvorfor borgere siger nej eller ikke begynder.")),
    "spread_stopped": ListName(_("Grunde til at stoppe"), _("Hvorfor borgere holder op.")),
    "measure_unit": ListName(_("Måleenheder"), _("Det, en gevinst tælles i: timer, kroner, procent og andet.")),
    "value_kind": ListName(_("Slags værdi"), _("Hvordan en gevinst bliver til værdi.")),
    "beneficiary": ListName(_("Hvem gevinsten er for"), _("De mennesker eller kasser, der mærker en gevinst.")),
    "benefit_citizen": ListName(_("Gevinster for borgeren"), _("Det, borgere kan få ud af en teknologi.")),
    "benefit_staff": ListName(_("Gevinster for medarbejderne"), _("Det, medarbejdere kan få ud af en teknologi.")),
    "benefit_organisation": ListName(_("Gevinster i organisationen"), _("Det, arbejdet får ud af en teknologi.")),
    "benefit_economy": ListName(_("Gevinster i økonomien"), _("Det, der kan blive til tid og kroner.")),
    "price_model": ListName(_("Prismodeller"), _("Hvordan der betales for et produkt.")),
    "paper_kind": ListName(_("Papirer i en genbrugspakke"), _("De dokumenter, andre også får brug for.")),
    "need_theme": ListName(_("Temaer for behov"), _("Det, et behov i en IT-screening handler om.")),
    "staff_group": ListName(_("Medarbejdergrupper"), _("De grupper, som kompetencer gøres op for i en IT-screening.")),
    "alias_basis": ListName(_("Behandlingsgrundlag"), _("Den hjemmel, som oplysninger om borgere behandles efter.")),
}
