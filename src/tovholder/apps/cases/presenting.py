"""How cases are shown: what is said of the link, and the facts beside."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.apps.cases.models import Case, LinkState
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.ui.values import Fact, Status, Tone
from tovholder.kernel import clock

TONES: dict[LinkState, Tone] = {
    LinkState.VERIFIED: "success",
    LinkState.STALE: "warning",
    LinkState.UNVERIFIED: "warning",
    LinkState.NO_LINK: "muted",
}


def link_status(case: Case) -> Status:
    """What can be said of the link today."""
    state = case.link_state_on(clock.today())
    return Status(state.label, TONES[state])


def link_mark(case: Case) -> Status | None:
    """What a list says of the link: only what somebody found out once. Most sources print none, and that is no news."""
    return link_status(case) if case.verified_on is not None else None


def places_text(case: Case) -> str:
    """The municipalities, or that the source names none."""
    return ", ".join(place.name for place in case.municipalities.all()) or _("Kilden nævner ingen kommune")


def source_text(case: Case) -> str:
    """Where and when the case was told: publisher and year, or the site."""
    told = case.publication.told if case.publication else case.host
    if case.source_updated_on is None:
        return told
    return _("%(source)s, opdateret %(day)s") % {"source": told, "day": date_text(case.source_updated_on)}


def facts_of(case: Case) -> list[Fact]:
    """What is known of a case, line by line; municipalities and technologies stand on the page as links."""
    facts = []
    if case.publication is not None:
        facts.append(Fact(_("Kilde"), case.publication.title, case.publication.get_absolute_url()))
        facts.append(Fact(_("Udgiver og år"), case.publication.told))
    facts += [
        Fact(_("Kilden sidst opdateret"), case.source_updated_on),
        Fact(_("Link efterprøvet"), case.verified_on or _("Ikke efterprøvet")),
    ]
    if case.keeper is not None:
        facts.append(
            Fact(_("Oprettet af"), case.keeper.full_name, reverse("projects:municipality", args=[case.keeper.slug]))
        )
    return facts
