"""Public ids are random or repeatable; registries hold plugs in order and each key once."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.kernel.ids import new_id, repeatable_ids
from tovholder.kernel.registry import Plug, Registry


def _row(seed: int) -> list[UUID]:
    with repeatable_ids(seed):
        return [new_id() for _ in range(5)]


@given(st.integers(), st.integers())
def test_a_seed_gives_its_own_row_of_ids_again_and_again(one: int, other: int) -> None:
    """The demo is the same twice; another seed is another demo."""
    assert _row(one) == _row(one)
    assert (_row(one) == _row(other)) == (abs(one) == abs(other))


def test_ids_are_version_4_and_random_outside_the_block() -> None:
    """A repeatable id looks like any other, and the block leaves no trace."""
    inside = _row(1)
    outside = [new_id() for _ in range(5)]
    assert {item.version for item in inside + outside} == {4}
    assert len(set(inside + outside)) == 10


def test_blocks_inside_each_other_each_have_their_row() -> None:
    """The inner block does not disturb the outer one."""
    with repeatable_ids(1):
        first = new_id()
        with repeatable_ids(2):
            new_id()
        second = new_id()
    assert [first, second] == _row(1)[:2]


@dataclass(frozen=True)
class _Plug:
    key: str
    order: int = 100


@pytest.fixture
def registry() -> Iterator[Registry[_Plug]]:
    """A registry that is gone from the list of all after the test."""
    made: Registry[_Plug] = Registry("test")
    yield made
    Registry.all[:] = [known for known in Registry.all if known is not made]


def test_plugs_come_in_order_and_then_by_key(registry: Registry[_Plug]) -> None:
    """However they were registered."""
    for plug in (_Plug("b"), _Plug("z", 1), _Plug("a")):
        registry.register(plug)
    assert [plug.key for plug in registry] == ["z", "a", "b"]
    assert (len(registry), registry["a"], registry.get("c")) == (3, _Plug("a"), None)


def test_two_plugs_of_one_key_are_refused_and_the_same_one_twice_is_not(registry: Registry[_Plug]) -> None:
    """A module loaded twice does no harm; two rooms with one name do."""
    registry.register(_Plug("a"))
    registry.register(_Plug("a"))
    with pytest.raises(ValueError):
        registry.register(_Plug("a", 5))
    assert len(registry) == 1


def test_every_registry_is_known(registry: Registry[_Plug]) -> None:
    """The house test walks them all."""
    known: list[Registry[Plug]] = Registry.all
    assert any(item is registry for item in known)
