"""What the national editors do with the register: fill a slot, change an entry, add one, and end one by its date."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tovholder.apps.barriers.register import Barrier, BarrierEdition
from tovholder.apps.technologies.public import Publication
from tovholder.foundation.audit.action import action, change, created
from tovholder.foundation.codes.models import Code
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """What the register tells of a barrier, as the form gives it."""

    name_da: str
    meaning_da: str
    theme: Code | None
    publication: Publication | None
    nature: str = ""
    name_en: str = ""
    meaning_en: str = ""
    helps_da: str = ""
    helps_en: str = ""
    place: str = ""
    note_da: str = ""
    note_en: str = ""
    number: int | None = None
    theme_by_source: bool = False
    valid_from: date | None = None
    valid_to: date | None = None

    def fields(self) -> dict[str, object]:
        """The values by the names of the model's fields."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def _check(facts: EntryFacts, *, is_slot: bool) -> None:
    """Raises ``ValidationError`` by field for an entry without name, meaning, theme, kind or source."""
    needed = {
        "name_da": (facts.name_da.strip(), _("Skriv et kort navn.")),
        "meaning_da": (facts.meaning_da.strip(), _("Skriv, hvad den betyder, med jeres egne ord.")),
        "theme": (facts.theme, _("Vælg et af de seks temaer.")),
        "nature": (facts.nature, _("Vælg, om den er strukturel eller praktisk.")),
        "publication": (facts.publication, _("Vælg kilden. En barriere uden kilde hører ikke til i registret.")),
    }
    missing = {name: said for name, (value, said) in needed.items() if not value}
    if missing:
        raise ValidationError(missing)
    if facts.number is not None and not is_slot:
        raise ValidationError({"number": _("Kun rapportens 22 barrierer har et nummer.")})


@action("barriers.add_entry")
def add_entry(*, by: Actor, facts: EntryFacts) -> Barrier:
    """An entry beside the 22, with an address of its own id. Raises ``ValidationError`` by field."""
    _check(facts, is_slot=False)
    entry = Barrier(**facts.fields())
    entry.key = f"barriere-{entry.public_id.hex[-12:]}"
    return created(entry)


@action("barriers.change_entry")
def change_entry(
    *, by: Actor, entry: Barrier, facts: EntryFacts, why: str, expected_version: int | None = None
) -> Barrier:
    """Fill a slot, or change an entry; what it said before is kept with the reason.

    Raises ``ValidationError`` by field, and ``ConflictError``.
    """
    _check(facts, is_slot=entry.slot is not None)
    if not why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor du retter. Andre kan have brugt den gamle tekst.")})
    before = BarrierEdition(
        barrier=entry,
        number=entry.version,
        name=entry.name_da,
        meaning=entry.meaning_da,
        helps=entry.helps_da,
        theme=entry.theme.label_da if entry.theme is not None else "",
        source=str(entry.publication) if entry.publication is not None else "",
        why=why.strip(),
        by_name=by.name,
        recorded_at=clock.now(),
    )
    changed = change(entry, expected_version=expected_version, **facts.fields())
    if changed.version > before.number:
        before.full_clean()
        before.save(force_insert=True)
    return changed
