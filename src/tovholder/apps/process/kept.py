"""What is kept beside the steps: learnings, points of the start checklist, tips that a person has seen enough of."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tovholder.apps.process.states import PointState
from tovholder.foundation.accounts.models import User
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.municipalities.owned import Owned, OwnedQuerySet
from tovholder.kernel.danish import fold


class LearningKind(models.TextChoices):
    """What a learning says."""

    WENT_WELL = "went_well", _("Det gik godt")
    DID_NOT = "did_not", _("Det gik ikke")
    OTHERWISE = "otherwise", _("Det gør vi anderledes næste gang")


class Learning(Owned, VersionedRecord):
    """Something learnt in a round. The next round opens with it pinned, until it has been taken up."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"kind", "phase", "tier", "answered_on"})

    round = models.ForeignKey("process.Round", on_delete=models.PROTECT, related_name="learnings", editable=False)
    phase = models.CharField(_("fase"), max_length=20, blank=True)
    kind = models.CharField(_("slags"), max_length=16, choices=LearningKind.choices)
    text = models.TextField(_("hvad lærte vi"), max_length=2000)
    search_text = models.TextField(editable=False)
    learnt_on = models.DateField(_("skrevet"), editable=False)
    by_name = models.CharField(_("af"), max_length=160, blank=True, editable=False)
    carried_to = models.ForeignKey(
        "process.Round", on_delete=models.PROTECT, related_name="carried", null=True, blank=True, editable=False
    )
    answer = models.TextField(_("hvad gjorde vi ved det"), max_length=1000, blank=True)
    answered_on = models.DateField(_("taget op"), null=True, blank=True, editable=False)
    answered_by = models.CharField(_("taget op af"), max_length=160, blank=True, editable=False)

    objects = OwnedQuerySet["Learning"].as_manager()

    class Meta:
        verbose_name = _("læring")
        verbose_name_plural = _("læring")
        ordering = ["-learnt_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="learning_says_something"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | ~Q(answer=""), name="learning_answered_with_words"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the learning with the text that it is found by."""
        self.search_text = fold(f"{self.text} {self.answer}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The learning's place on the page of its round's learnings."""
        return f"{reverse('process:learnings', args=[self.round.public_id])}#laering-{self.public_id}"


class ChecklistPoint(Owned, VersionedRecord):
    """One of the thirteen points of the start checklist, in a municipality and, once it has one, in its round."""

    audit_values: ClassVar[frozenset[str]] = frozenset({"point", "state", "due_on", "done_on"})

    round = models.ForeignKey(
        "process.Round", on_delete=models.CASCADE, related_name="points", null=True, blank=True, editable=False
    )
    point = models.CharField(_("punkt"), max_length=40, editable=False)
    state = models.CharField(_("status"), max_length=16, choices=PointState.choices, default=PointState.OPEN)
    responsible = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("ansvarlig")
    )
    due_on = models.DateField(_("frist"), null=True, blank=True)
    done_on = models.DateField(_("gjort"), null=True, blank=True, editable=False)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    objects = OwnedQuerySet["ChecklistPoint"].as_manager()

    class Meta:
        verbose_name = _("punkt på tjeklisten")
        verbose_name_plural = _("punkter på tjeklisten")
        ordering = ["point"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "point"], condition=Q(round__isnull=True), name="point_once_in_municipality"
            ),
            models.UniqueConstraint(fields=["round", "point"], name="point_once_in_round"),
            models.CheckConstraint(condition=Q(unit__isnull=True), name="point_is_the_municipalitys"),
        ]

    def __str__(self) -> str:
        return f"{self.point}: {self.state}"


class TipDismissal(Record):
    """A person does not want to see a tip any more."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    tip = models.CharField(_("tip"), max_length=40)

    class Meta:
        verbose_name = _("skjult tip")
        verbose_name_plural = _("skjulte tips")
        constraints = [models.UniqueConstraint(fields=["user", "tip"], name="tip_hidden_once")]

    def __str__(self) -> str:
        return self.tip
