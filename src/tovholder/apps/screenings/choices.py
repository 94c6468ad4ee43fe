"""The words of a screening that never change: states, who took part, what is owned by whom and paid by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a screening is."""

    PLANNED = "planned", _("Planlagt")
    HELD = "held", _("Holdt")
    APPROVED = "approved", _("Godkendt")


class Who(models.TextChoices):
    """In what quality somebody takes part."""

    CITIZEN = "citizen", _("Borgere")
    STAFF = "staff", _("Medarbejdere")
    LEADER = "leader", _("Ledelse")
    RELATIVE = "relative", _("Pårørende")
    ADMINISTRATION = "administration", _("Forvaltning")
    OTHER = "other", _("Andre")


ADVISED = (Who.CITIZEN, Who.STAFF, Who.LEADER)
"""Those without whom a screening misses half of what there is to know: advised, never demanded."""


class MailState(models.TextChoices):
    """What became of the invitation by mail."""

    NONE = "", _("Ikke inviteret")
    WAITING = "waiting", _("På vej")
    SENT = "sent", _("Sendt")
    REFUSED = "refused", _("Afvist")


class Concerns(models.TextChoices):
    """Whose need it is."""

    CITIZENS = "citizens", _("Borgerne")
    STAFF = "staff", _("Medarbejderne")


class Strength(models.IntegerChoices):
    """How much a need weighs."""

    STRONG = 3, _("Stort behov")
    MEDIUM = 2, _("Noget behov")
    WEAK = 1, _("Mindre behov")


class ItemKind(models.TextChoices):
    """What sort of IT."""

    DEVICE = "device", _("Apparat")
    APP = "app", _("App eller program")
    SYSTEM = "system", _("Fagsystem")
    AID = "aid", _("Hjælpemiddel")
    OTHER = "other", _("Andet")


class Holder(models.TextChoices):
    """Whose it is."""

    UNIT = "unit", _("Enhedens")
    CITIZEN = "citizen", _("Borgerens eget")
    MUNICIPALITY = "municipality", _("Kommunens")


class Payer(models.TextChoices):
    """Who paid."""

    MUNICIPALITY = "municipality", _("Kommunen")
    CITIZEN = "citizen", _("Borgeren")
    FUND = "fund", _("Fond eller pulje")
    OTHER = "other", _("Andre eller uvist")


class Use(models.TextChoices):
    """Whether it is used in an ordinary week."""

    YES = "yes", _("Ja, hver uge")
    PARTLY = "partly", _("Delvist")
    NO = "no", _("Nej")


class Method(models.TextChoices):
    """How the speed is known."""

    MEASURED = "measured", _("Målt")
    ENTERED = "entered", _("Skrevet af fra en anden måling")
    ASSESSED = "assessed", _("Skønnet")


class Mobile(models.TextChoices):
    """Mobile coverage indoors."""

    NONE = "none", _("Ingen")
    WEAK = "weak", _("Svag")
    GOOD = "good", _("God")


class YesNoUnknown(models.TextChoices):
    """An answer that may be unknown without being left out."""

    YES = "yes", _("Ja")
    NO = "no", _("Nej")
    UNKNOWN = "unknown", _("Ved ikke")


class Level(models.IntegerChoices):
    """How well a group manages with IT in its work."""

    BEGINNER = 1, _("1: Har brug for hjælp hver gang")
    UNSURE = 2, _("2: Kan lidt, men er usikker")
    ABLE = 3, _("3: Klarer det daglige")
    SURE = 4, _("4: Er sikker og finder selv løsninger")
    GUIDE = 5, _("5: Hjælper og lærer andre op")


class Interest(models.IntegerChoices):
    """How much a group would like to."""

    NONE = 1, _("1: Ingen lyst")
    LITTLE = 2, _("2: Lidt lyst")
    SOME = 3, _("3: Nogen lyst")
    MUCH = 4, _("4: Stor lyst")
    EAGER = 5, _("5: Vil meget gerne i gang")
