"""People, the roles they hold from day to day, invitations, hand-overs and API tokens."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tovholder.foundation.accounts.roles import Placed
from tovholder.foundation.audit.records import Record, VersionedRecord
from tovholder.foundation.codes.models import Code
from tovholder.foundation.municipalities.models import Municipality, Partner, Unit
from tovholder.kernel.danish import sort_key


class UserManager(BaseUserManager["User"]):
    """Makes people; a login is a mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with that mail address. Without a password they cannot log in until they choose one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The operator of an installation, who invites the first coordinators and editors."""
        return self.create_user(email, password, is_operator=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person with that mail address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, Record):
    """A person with a login. What they may do follows from the roles they hold, not from who they are."""

    email = models.EmailField(
        _("mailadresse"), unique=True, error_messages={"unique": _("Der er allerede en bruger med den mailadresse.")}
    )
    name = models.CharField(_("navn"), max_length=160)
    sort_key = models.CharField(max_length=200, editable=False)
    language = models.CharField(_("sprog"), max_length=5, default="da")
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_operator = models.BooleanField(_("driftsansvarlig"), default=False)
    joined_at = models.DateTimeField(_("oprettet"), null=True, blank=True, editable=False)
    left_at = models.DateTimeField(_("fratrådt"), null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("bruger")
        verbose_name_plural = _("brugere")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the person with their sort key."""
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class RoleHoldingQuerySet(models.QuerySet["RoleHolding"]):
    """Roles held on a day."""

    def current_on(self, day: date) -> "RoleHoldingQuerySet":
        """Holdings that have begun and not ended."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class InWords:
    """How a role and its place are called: for holdings and invitations alike."""

    @property
    def role_name(self: Placed) -> str:
        """The role, for a council member with the council."""
        return f"{self.role} ({self.kind})" if self.kind else str(self.role)

    @property
    def place_name(self: Placed) -> str:
        """The unit, else the municipality or region, else the partner, else the country."""
        if self.unit is not None:
            return self.unit.name
        if self.municipality is not None:
            return self.municipality.full_name
        return self.partner.name if self.partner is not None else _t("Hele landet")


class RoleHolding(InWords, VersionedRecord):
    """A role that a person holds from one day to another: a *seat* from which they act.

    The municipality is empty for national editors and suppliers; suppliers have a partner instead.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"role", "starts_on", "ends_on"})

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings", verbose_name=_("person"))
    role = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", limit_choices_to={"list": "role"}, verbose_name=_("rolle")
    )
    kind = models.ForeignKey(
        Code,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"list": "council_kind"},
        null=True,
        blank=True,
        verbose_name=_("råd"),
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("kommune"),
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("enhed")
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("partner")
    )
    starts_on = models.DateField(_("fra"))
    ends_on = models.DateField(_("til og med"), null=True, blank=True)
    deputy = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="deputy_for",
        null=True,
        blank=True,
        verbose_name=_("stedfortræder"),
    )

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rolle")
        verbose_name_plural = _("roller")
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="holding_in_order",
                violation_error_message=_("Rollen kan ikke slutte, før den begynder."),
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(municipality__isnull=False), name="holding_unit_has_municipality"
            ),
        ]
        indexes = [models.Index(fields=["municipality", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"

    def is_current_on(self, day: date) -> bool:
        """Whether the role is held on ``day``."""
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)


class HandOverItem(VersionedRecord):
    """One thing that a successor must know or take over when a role ends (ORG-07)."""

    holding = models.ForeignKey(RoleHolding, on_delete=models.CASCADE, related_name="handover_items")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("skal overdrages"), max_length=500)
    position = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(_("overtaget"), null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("punkt til overdragelse")
        verbose_name_plural = _("punkter til overdragelse")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="handover_done_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return self.text


class InvitationState(models.TextChoices):
    """Where an invitation stands."""

    OPEN = "open", _("Venter på svar")
    ACCEPTED = "accepted", _("Taget imod")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")
    EXPIRED = "expired", _("Udløbet")


class Invitation(InWords, Record):
    """An invitation by mail to take up a role.

    The secret of its link is made when the mail is written and stands in the mail alone; here its hash is kept.
    """

    audit_values: ClassVar[frozenset[str]] = frozenset({"role"})

    email = models.EmailField(_("mailadresse"))
    name = models.CharField(_("navn"), max_length=160)
    role = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", limit_choices_to={"list": "role"}, verbose_name=_("rolle")
    )
    kind = models.ForeignKey(
        Code, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("råd")
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("kommune")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("enhed")
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("partner")
    )
    secret_hash = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    invited_by_name = models.CharField(_("inviteret af"), max_length=200)
    made_at = models.DateTimeField(_("lavet"))
    sent_at = models.DateTimeField(_("sendt"), null=True, blank=True)
    expires_at = models.DateTimeField(_("udløber"))
    accepted_at = models.DateTimeField(_("taget imod"), null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("trukket tilbage"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitationer")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["municipality", "-made_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_one_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.role}"

    def state_at(self, moment: datetime) -> InvitationState:
        """Where the invitation stands at ``moment``."""
        if self.accepted_at is not None:
            return InvitationState.ACCEPTED
        if self.withdrawn_at is not None:
            return InvitationState.WITHDRAWN
        return InvitationState.EXPIRED if self.expires_at <= moment else InvitationState.OPEN


class ApiToken(Record):
    """A key with which a machine acts from one seat. Only the hash of its secret is kept."""

    holding = models.ForeignKey(RoleHolding, on_delete=models.CASCADE, related_name="tokens")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(_("navn"), max_length=100, help_text=_("Hvad bruger I nøglen til?"))
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(_("begynder med"), max_length=12, editable=False)
    made_at = models.DateTimeField(_("lavet"))
    expires_on = models.DateField(_("udløber"))
    revoked_at = models.DateTimeField(_("spærret"), null=True, blank=True)
    last_used_on = models.DateField(_("sidst brugt"), null=True, blank=True)
    writes = models.BooleanField(_("må skrive"), default=False)

    class Meta:
        verbose_name = _("API-nøgle")
        verbose_name_plural = _("API-nøgler")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name
