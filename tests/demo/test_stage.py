"""The order of the demo's stages."""

from graphlib import CycleError

import pytest

from tovholder.demo.stage import STAGES, Build, DemoStage, Level, in_order


def _nothing(build: Build) -> None:
    """Builds nothing."""


def _stage(key: str, *after: str, level: Level = Level.EMPTY) -> DemoStage:
    return DemoStage(key, _nothing, after, level)


def _keys(stages: list[DemoStage], level: Level = Level.FULL) -> list[str]:
    return [stage.key for stage in in_order(stages, level)]


def test_a_stage_comes_after_those_it_needs() -> None:
    """Needs decide the order, and keys where needs leave a choice."""
    assert _keys([_stage("c", "b"), _stage("b", "d"), _stage("a"), _stage("d")]) == ["a", "d", "b", "c"]


def test_a_stage_of_a_higher_level_is_left_out() -> None:
    """Others that name it are built without it."""
    stages = [_stage("map", "units"), _stage("units", level=Level.FULL)]
    assert _keys(stages, Level.PILOT) == ["map"]
    assert _keys(stages, Level.FULL) == ["units", "map"]


def test_stages_that_wait_for_each_other_are_refused() -> None:
    """A circle has no order."""
    with pytest.raises(CycleError):
        _keys([_stage("a", "b"), _stage("b", "a")])


def test_a_need_that_does_not_exist_is_refused() -> None:
    """A misspelt key is found at once."""
    with pytest.raises(KeyError):
        _keys([_stage("a", "x")])


def test_the_products_own_stages_have_an_order() -> None:
    """The registered stages can be built: the reference data first, each when what it points at is there."""
    keys = _keys(list(STAGES))
    place = keys.index
    assert keys[0] == "reference"
    assert place("visions") < place("goals")
    assert place("projects") < place("benefits") < place("measurements") < place("decisions")
