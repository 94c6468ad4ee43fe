"""What a network must carry, for one person at a time.

The figures are our own assumptions, rounded up: makers of video calls ask for between 1.5 and 4 Mbit/s each way for one
call in high definition, films in high definition take 5 to 8 Mbit/s down, and a tablet with pictograms, mail and
browsing manages with 2. Several at once need as many times as much. They are shown beside every check, so that an IT
department can disagree.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from tovholder.apps.screenings.choices import Mobile, YesNoUnknown
from tovholder.apps.screenings.models import NetworkCheck


class Verdict(StrEnum):
    """Whether a place carries something."""

    ENOUGH = "enough"
    WEAK = "weak"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Threshold:
    """What the network is for, and the least that it needs in Mbit/s down and up."""

    key: str
    label: StrPromise
    down: Decimal
    up: Decimal


TABLET: Final = Threshold("tablet", _("Tablet, mail og piktogrammer"), Decimal(2), Decimal("0.5"))
VIDEO: Final = Threshold("video", _("Videosamtale"), Decimal(4), Decimal(4))
STREAMING: Final = Threshold("streaming", _("Film og musik"), Decimal(8), Decimal(1))
THRESHOLDS: Final = (TABLET, VIDEO, STREAMING)


def verdict(check: NetworkCheck, threshold: Threshold) -> Verdict:
    """Whether the place carries what ``threshold`` is about.

    A place without wifi and without good mobile coverage is weak whatever was measured; one without figures is unknown.
    """
    if check.wifi == YesNoUnknown.NO and check.mobile != Mobile.GOOD:
        return Verdict.WEAK
    known = [(check.down, threshold.down), (check.up, threshold.up)]
    if any(value is not None and value < least for value, least in known):
        return Verdict.WEAK
    return Verdict.UNKNOWN if check.down is None else Verdict.ENOUGH
