"""Citizens as their unit knows them: by an alias, for a purpose, until a date. Personal data all the same."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.public import Owned, OwnedQuerySet, Tier, Unit
from tovholder.foundation.visibility import roles
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor
from tovholder.kernel.refusals import holds_civil_number, holds_secret

LONGEST_YEARS = 2
MEET_CITIZENS = frozenset({roles.UNIT_LEADER, roles.KEY_STAFF, roles.STAFF, roles.VISITATOR_THERAPIST})
"""Roles that meet citizens. Held in a unit, they open that unit's aliases; coordinators see none."""


def refuse_sensitive(text: str) -> None:
    """Raise ``ValidationError`` when ``text`` holds what looks like a CPR number, a password or a code."""
    if holds_civil_number(text):
        raise ValidationError(
            _("Det ligner et CPR-nummer. Skriv det om: her står aldrig CPR-numre eller andre ti cifre i træk.")
        )
    if holds_secret(text):
        raise ValidationError(_("Det ligner en adgangskode eller en pinkode. Den slags gemmes aldrig her."))


def last_day_from(collected_on: date) -> date:
    """The latest day of deletion for what was collected on that day: two years later."""
    day = 28 if (collected_on.month, collected_on.day) == (2, 29) else collected_on.day
    return collected_on.replace(year=collected_on.year + LONGEST_YEARS, day=day)


class CitizenAliasQuerySet(OwnedQuerySet["CitizenAlias"]):
    """Aliases, which the own unit alone reads."""

    def visible_to(self, actor: Actor) -> "CitizenAliasQuerySet":
        """The aliases of the actor's own unit, for the roles that meet citizens there."""
        if actor.municipality_id is None or actor.unit_id is None or actor.role not in MEET_CITIZENS:
            return self.none()
        return self.filter(municipality_id=actor.municipality_id, unit_id=actor.unit_id)

    def expired_on(self, day: date) -> "CitizenAliasQuerySet":
        """The aliases whose time is over on ``day``."""
        return self.filter(delete_on__lte=day)


class CitizenAlias(Owned, VersionedRecord):
    """A citizen of a unit under a made-up name.

    The name that the unit chose, why it is kept, by which right, since when and until when. Nothing reaches the audit.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset()

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("enhed"), editable=False)
    tier = models.CharField(_("synlighed"), max_length=16, choices=Tier.choices, default=Tier.UNIT, editable=False)
    alias = models.CharField(
        _("alias"),
        max_length=60,
        validators=[refuse_sensitive],
        help_text=_("Et opdigtet navn, som ikke ligner borgerens eget, fx Lærke."),
    )
    purpose = models.TextField(
        _("formål"),
        max_length=500,
        validators=[refuse_sensitive],
        help_text=_("Hvad skal oplysningerne bruges til? Skriv ikke navn, adresse eller CPR-nummer."),
    )
    legal_basis = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "alias_basis"},
        verbose_name=_("behandlingsgrundlag"),
    )
    collected_on = models.DateField(_("indsamlet"))
    delete_on = models.DateField(
        _("slettes"), help_text=_("Den dag slettes oplysningerne af sig selv. Højst to år efter, at de blev indsamlet.")
    )

    objects = CitizenAliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliasser")
        ordering = ["delete_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "alias"],
                name="alias_once_in_a_unit",
                violation_error_message=_("Enheden bruger allerede det alias."),
            ),
            models.CheckConstraint(condition=Q(tier=Tier.UNIT), name="alias_stays_in_the_unit"),
            models.CheckConstraint(condition=Q(delete_on__gt=F("collected_on")), name="alias_ends_after_it_began"),
        ]
        indexes = [models.Index(fields=["delete_on"])]

    def __str__(self) -> str:
        return self.alias

    def clean(self) -> None:
        """The dates: collected in the past, deleted after that and within two years."""
        collected_on: date | None = self.collected_on
        delete_on: date | None = self.delete_on
        if collected_on is None or delete_on is None:  # a form that is not filled in yet
            return
        if collected_on > clock.today():
            raise ValidationError({"collected_on": _("Datoen ligger ude i fremtiden.")})
        if delete_on <= collected_on:
            raise ValidationError({"delete_on": _("Datoen skal ligge efter den dag, oplysningerne blev indsamlet.")})
        if delete_on > last_day_from(collected_on):
            raise ValidationError({"delete_on": _("Vælg en dato højst to år efter, at oplysningerne blev indsamlet.")})


class ReadPurpose(models.TextChoices):
    """For what somebody opened an alias."""

    PAGE = "page", _("Læste siden")
    EDIT = "edit", _("Åbnede siden for at rette")
    DELETION = "deletion", _("Åbnede siden for at slette")
    ASSESSMENT = "assessment", _("Åbnede en afdækning")
    PAPER = "paper", _("Hentede en afdækning på papir")
    REVIEW = "review", _("Åbnede en gennemgang")
    REVIEW_PAPER = "review_paper", _("Udskrev en gennemgang")


class ReadLog(Record):
    """Who read about which alias, when and for what. Kept without foreign keys, and read on the alias's own page."""

    alias_id = models.UUIDField(_("alias"), db_index=True)
    reader_id = models.UUIDField(_("læser"), null=True, blank=True)
    reader_name = models.CharField(_("navn"), max_length=160)
    at = models.DateTimeField(_("tidspunkt"))
    purpose = models.CharField(_("formål"), max_length=12, choices=ReadPurpose.choices)

    class Meta:
        verbose_name = _("læsning")
        verbose_name_plural = _("læselog")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.reader_name}: {self.get_purpose_display()}"
