"""The kinds of notices: what a room tells people about, and how soon they want to know it by mail."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from tovholder.kernel.registry import Registry


class MailChoice(models.TextChoices):
    """When a person gets a kind of notice by mail."""

    AT_ONCE = "at_once", _("Med det samme")
    DAILY = "daily", _("Samlet hver morgen")
    NEVER = "never", _("Aldrig")


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of notice, registered in ``plugs.py``. ``mail`` holds until the person chooses otherwise.

    ``label`` completes the sentence "Besked om …" and stands on the page of choices.
    """

    key: str
    label: StrOrPromise
    mail: MailChoice = MailChoice.DAILY
    order: int = 100


NOTICE_KINDS: Registry[NoticeKind] = Registry("notice kind")
