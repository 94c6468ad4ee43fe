"""Numbers, shares and dates as they are read."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from tovholder.foundation.ui.formats import date_text, number_text, percent_text, share_text
from tovholder.foundation.ui.templatetags.ui import breakable_filter
from tovholder.kernel.share import Share


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0"), (1077, "1.077"), (-1234567, "-1.234.567"), (12.5, "12,5"), (3.0, "3"), (1077.25, "1.077,3")],
)
def test_numbers_in_danish(amount: float, text: str) -> None:
    """Thousands are parted by a full stop, decimals by a comma, and whole numbers have no decimals."""
    with translation.override("da"):
        assert number_text(amount) == text


def test_numbers_in_english() -> None:
    """The same number on an English page."""
    with translation.override("en"):
        assert number_text(1077) == "1,077"


def test_a_share_is_told_with_its_base() -> None:
    """A share is never a bare percentage where it is told in words."""
    with translation.override("da"):
        share = Share(32, 84, "kommuner")
        assert (percent_text(share), share_text(share)) == ("38 pct.", "38 pct. (32 af 84 kommuner)")


def test_a_share_of_nothing() -> None:
    """A share without a base is told as such, not as zero."""
    with translation.override("da"):
        share = Share(0, 0, "kommuner")
        assert (percent_text(share), share_text(share)) == ("–", "ingen kommuner endnu")


def test_dates_in_danish() -> None:
    """Long, short and with the time of day, in Danish time."""
    with translation.override("da"):
        moment = datetime(2026, 5, 3, 12, 2, tzinfo=UTC)
        assert [date_text(date(2026, 5, 3)), date_text(date(2026, 5, 3), "short"), date_text(moment, "time")] == [
            "3. maj 2026",
            "03.05.2026",
            "3. maj 2026 kl. 14.02",
        ]


def test_a_late_evening_in_utc_is_the_next_day_here() -> None:
    """A moment is a day in Danish time, not in that of the database."""
    with translation.override("da"):
        assert date_text(datetime(2026, 5, 3, 23, 0, tzinfo=UTC)) == "4. maj 2026"


def test_no_date_is_no_text() -> None:
    """A missing day leaves nothing behind."""
    assert date_text(None) == ""


def test_dates_in_english_are_read_as_english() -> None:
    """No full stop after the day, no Danish word before the hour."""
    moment = datetime(2026, 5, 3, 10, 0, tzinfo=UTC)
    with translation.override("en"):
        assert [date_text(date(2026, 5, 3)), date_text(date(2026, 5, 3), "short"), date_text(moment, "time")] == [
            "3 May 2026",
            "03/05/2026",
            "3 May 2026, 12:00",
        ]


def test_a_mail_address_breaks_between_its_parts() -> None:
    """Before the @ and after a full stop, and what could be markup is not."""
    assert breakable_filter("lone.b@fyr.example") == "lone.<wbr>b<wbr>@fyr.<wbr>example"
    assert breakable_filter("<b>@x") == "&lt;b&gt;<wbr>@x"
