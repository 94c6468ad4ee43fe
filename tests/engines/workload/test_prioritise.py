"""The order of tasks to rethink: what always holds, the lanes, the parts, and how sure it is."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tovholder.engines.workload import Factor, Lane, Params, Placed, Reason, Task, Weights, prioritise

MINUTES = st.integers(0, 600)
TASKS = st.builds(
    Task,
    key=st.just("x"),
    name=st.sampled_from("abc"),
    volume=st.integers(0, 20_000),
    minutes=MINUTES,
    contact=st.integers(1, 5),
    standard=st.integers(1, 5),
    harm=st.integers(0, 5),
    manual=st.booleans(),
)
LISTS = st.lists(TASKS, min_size=1, max_size=9).map(
    lambda tasks: [replace(task, key=str(at)) for at, task in enumerate(tasks)]
)
WEIGHTS = st.builds(Weights, *(st.integers(0, 100) for _factor in range(4)), st.integers(1, 100))
ONCE = Params(steps=(100,))  # the sensitivity has tests of its own


def task(key: str = "a", **values: Any) -> Task:
    """A task in the middle of every scale."""
    middle: dict[str, Any] = {"volume": 100, "minutes": 60, "contact": 3, "standard": 3, "harm": 2}
    return Task(key=key, name=key, **(middle | values))


def place_of(key: str, tasks: list[Task], weights: Weights) -> int:
    """Where a task stands in the list."""
    return next(one.place for one in prioritise(tasks, weights, ONCE).placed if one.task.key == key)


def placed(one: Task) -> Placed:
    """What is said of a task that stands alone."""
    return prioritise([one]).placed[0]


@settings(max_examples=120, deadline=None)
@given(LISTS, WEIGHTS, st.integers(0, 5000), MINUTES)
def test_more_hours_never_move_a_task_down(tasks: list[Task], weights: Weights, volume: int, minutes: int) -> None:
    """More often, longer, or both: the task keeps its place or moves up."""
    before = place_of("0", tasks, weights)
    first = tasks[0]
    more = replace(first, volume=first.volume + volume, minutes=first.minutes + minutes)
    assert place_of("0", [more, *tasks[1:]], weights) <= before


@settings(max_examples=120, deadline=None)
@given(LISTS, WEIGHTS, st.integers(0, 5))
def test_more_harm_never_moves_a_task_up(tasks: list[Task], weights: Weights, harm: int) -> None:
    """A graver error: the task keeps its place or moves down."""
    before = place_of("0", tasks, weights)
    graver = replace(tasks[0], harm=max(tasks[0].harm, harm))
    assert place_of("0", [graver, *tasks[1:]], weights) >= before


@settings(max_examples=60, deadline=None)
@given(LISTS, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_given_does_not_matter(tasks: list[Task], weights: Weights, random: object) -> None:
    """The same tasks in another order give the same list, also its sensitivity."""
    shuffled = list(tasks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert prioritise(shuffled, weights) == prioritise(tasks, weights)


@settings(max_examples=60, deadline=None)
@given(LISTS, WEIGHTS)
def test_the_parts_add_up_to_the_score(tasks: list[Task], weights: Weights) -> None:
    """Nothing of a score is hidden: its parts, in the order of the factors, are all there is."""
    for one in prioritise(tasks, weights, ONCE).placed:
        assert [part.factor for part in one.parts] == list(Factor)
        assert one.score == pytest.approx(sum(part.points for part in one.parts))
        assert 0 <= one.score <= 100 + 1e-9


@settings(max_examples=60, deadline=None)
@given(LISTS, WEIGHTS)
def test_a_grave_error_never_stands_first_while_another_can_be_changed(tasks: list[Task], weights: Weights) -> None:
    """Technology is tested first where errors do not reach people, and what needs people is kept last."""
    lanes = [one.lane for one in prioritise(tasks, weights, ONCE).placed]
    stages = [{Lane.TRY_CAREFULLY: 1, Lane.KEEP: 2}.get(lane, 0) for lane in lanes]
    assert stages == sorted(stages)


@settings(max_examples=40, deadline=None)
@given(st.lists(TASKS, min_size=6, max_size=12), WEIGHTS)
def test_leaving_out_those_who_cannot_be_first_changes_no_count(tasks: list[Task], weights: Weights) -> None:
    """The short cut of the sensitivity counts what a plain count over all tasks counts."""
    keyed = [replace(one, key=str(at)) for at, one in enumerate(tasks)]
    params = Params(top=2)
    ranking = prioritise(keyed, weights, params)
    plain = {one.task.key: 0 for one in ranking.placed}
    for steps in params.grid():
        values = [weight * step for weight, step in zip(weights.by_factor().values(), steps, strict=True)]
        for one in prioritise(keyed, Weights(*values), ONCE).placed[:2]:
            plain[one.task.key] += 1
    assert {one.task.key: one.in_top for one in ranking.placed} == plain


@pytest.mark.parametrize(
    ("values", "lane"),
    [
        ({"contact": 1, "standard": 5, "harm": 0}, Lane.AUTOMATE),
        ({"contact": 2, "standard": 4, "harm": 2}, Lane.AUTOMATE),
        ({"contact": 2, "standard": 4, "harm": 3}, Lane.SUPPORT),
        ({"contact": 3, "standard": 4, "harm": 0}, Lane.SUPPORT),
        ({"contact": 4, "standard": 5, "harm": 0}, Lane.KEEP),
        ({"contact": 5, "standard": 5, "harm": 5}, Lane.KEEP),
        ({"contact": 1, "standard": 5, "harm": 4}, Lane.TRY_CAREFULLY),
        ({"contact": 1, "standard": 2, "harm": 0, "volume": 250}, Lane.STANDARDISE),
        ({"contact": 1, "standard": 2, "harm": 0, "volume": 249}, Lane.SUPPORT),
    ],
)
def test_a_task_gets_its_lane(values: dict[str, Any], lane: Lane) -> None:
    """The limits are those of the README."""
    assert placed(task(**values)).lane is lane


def test_the_reasons_say_why() -> None:
    """The reasons are codes, one for each thing that counted."""
    assert placed(task(contact=1, standard=5, harm=0)).reasons == (
        Reason.LITTLE_CONTACT,
        Reason.NO_HUMAN_HARM,
        Reason.ALIKE,
        Reason.MANUAL,
    )
    assert placed(task(contact=5, standard=1, harm=5, volume=900, manual=False)).reasons == (
        Reason.MUCH_CONTACT,
        Reason.GRAVE_HARM,
        Reason.MANY_UNLIKE,
    )
    assert placed(task(contact=3, standard=1, harm=3)).reasons == (
        Reason.SOME_CONTACT,
        Reason.SOME_HARM,
        Reason.UNLIKE,
        Reason.MANUAL,
    )


def test_a_score_can_be_worked_out_by_hand() -> None:
    """300 hours, middle of the scales, by hand: 17.5 + 10 + 10 + 9 + 10 points."""
    one = placed(task(volume=300, minutes=60))
    assert [part.points for part in one.parts] == pytest.approx([17.5, 10, 10, 9, 10])
    assert one.score == pytest.approx(56.5)


def test_ties_are_broken_by_hours_and_then_by_name() -> None:
    """Where hours do not count, more of them still come first; then the name decides."""
    weights = Weights(hours=0)
    many, b, a = task("z", volume=900), task("b"), task("a")
    assert [one.task.key for one in prioritise([b, a, many], weights).placed] == ["z", "a", "b"]


def test_a_short_list_is_always_in_the_top() -> None:
    """Five tasks fill the five first places whatever the weights are: all 243 combinations."""
    ranking = prioritise([task(str(n), volume=10 * n) for n in range(5)])
    assert (ranking.variants, ranking.top) == (243, 5)
    assert [one.in_top for one in ranking.placed] == [243] * 5


def test_the_sensitivity_tells_a_safe_place_from_a_shaky_one() -> None:
    """Four that are far ahead are always among the first; two that are nearly level share the fifth place."""
    ahead = [task(f"foran {n}", volume=9000, contact=1, standard=5, harm=0) for n in range(4)]
    by_hours = task("timer", volume=700, standard=3)
    by_likeness = task("ens", volume=150, standard=5)
    counts = {one.task.key: one.in_top for one in prioritise([*ahead, by_hours, by_likeness]).placed}
    assert [counts[one.key] for one in ahead] == [243] * 4
    assert counts["timer"] + counts["ens"] == 243
    assert min(counts["timer"], counts["ens"]) > 0


def test_what_is_outside_its_scale_is_refused() -> None:
    """A scale that is misread must not become a list."""
    with pytest.raises(ValueError, match="contact and standard"):
        task(contact=6)
    with pytest.raises(ValueError, match="not negative"):
        task(minutes=-1)
    with pytest.raises(ValueError, match="one must count"):
        Weights(0, 0, 0, 0, 0)
