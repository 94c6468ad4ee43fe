"""What was realised of what was expected, as the database derives it from a benefit's own fields."""

from django.db.models import Case, F, Q, Value, When
from django.db.models.fields import CharField

from tovholder.apps.benefits.choices import Outcome, State

_JUDGED = {
    State.REALISED: Outcome.REACHED,
    State.PARTLY: Outcome.PARTLY,
    State.NOT_REALISED: Outcome.NOT,
    State.UNDOCUMENTED: Outcome.UNDOCUMENTED,
    State.TOO_EARLY: Outcome.TOO_EARLY,
}
_KNOWN = Q(measured__gt=0, realised__isnull=False, target__isnull=False)
# Which way is better is told by the target when it is another than the starting point, else by the benefit.
_UPWARDS = (
    Q(baseline__isnull=False, target__gt=F("baseline"))
    | Q(baseline__isnull=True, higher_is_better=True)
    | Q(target=F("baseline"), higher_is_better=True)
)
_AT_TARGET = (_UPWARDS & Q(realised__gte=F("target"))) | (~_UPWARDS & Q(realised__lte=F("target")))
_ON_THE_WAY = (_UPWARDS & Q(realised__gt=F("baseline"))) | (~_UPWARDS & Q(realised__lt=F("baseline")))

OUTCOME = Case(
    *(When(state=state.value, then=Value(outcome.value)) for state, outcome in _JUDGED.items()),
    When(_KNOWN & _AT_TARGET, then=Value(Outcome.REACHED.value)),
    When(_KNOWN & Q(baseline__isnull=False) & _ON_THE_WAY, then=Value(Outcome.PARTLY.value)),
    When(_KNOWN & Q(baseline__isnull=False), then=Value(Outcome.NOT.value)),
    default=Value(Outcome.WAITING.value),
    output_field=CharField(max_length=12),
)
"""The judgement of the line; without one, where the latest measurement lies between starting point and target."""
