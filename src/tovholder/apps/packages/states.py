"""How far a reuse package is."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """From the first words to the shared package, and back."""

    DRAFT = "draft", _("Kladde")
    FINISHED = "finished", _("Færdig")
    SHARED = "shared", _("Delt")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


MAY_BE_SHARED: Final = frozenset({State.FINISHED, State.WITHDRAWN})
MAY_BE_REOPENED: Final = frozenset({State.FINISHED, State.WITHDRAWN})
