"""What the room does when something happens elsewhere."""

from tovholder.apps.results.tasks import order_by_id
from tovholder.apps.surveys.public import SurveyClosed
from tovholder.foundation.events.bus import handles


@handles(SurveyClosed)
def survey_closed(event: SurveyClosed) -> None:
    """The figures are counted as soon as nobody answers any longer."""
    order_by_id(event.survey_id, by=event.by)
