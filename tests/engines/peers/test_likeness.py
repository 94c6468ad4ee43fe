"""Who is like whom, and why."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engines.peers import Authority, Feature, Params, Peer, evaluate
from tovholder.kernel.place import Place

HERE = Authority("a", 40_000, 400.0, Place(56.0, 10.0), "midt", (3, 1))
TWICE = Authority("b", 80_000, 800.0, Place(56.0, 10.0), "midt", (1, 3))
ONLY_REGION = Params(weights=MappingProxyType({Feature.REGION: 1.0}))


def parts(peer: Peer) -> dict[str, tuple[float, float, float]]:
    """The parts of a distance: apart, weight and value, rounded."""
    return {
        part.feature.value: (round(part.apart, 3), round(part.weight, 3), round(part.value, 3)) for part in peer.parts
    }


def test_the_distance_is_told_with_its_parts() -> None:
    """Twice the people on twice the land in the same place: a third of the scale of population, and nothing else."""
    (peer,) = evaluate(HERE, [HERE, TWICE], Params())
    assert parts(peer) == {
        "population": (0.333, 0.35, 2.0),
        "density": (0.0, 0.25, 1.0),
        "distance": (0.0, 0.25, 0.0),
        "region": (0.0, 0.15, 0.0),
    }
    assert (peer.key, round(peer.distance, 2), peer.known) == ("b", 11.67, 1.0)


def test_kilometres_are_those_of_the_globe() -> None:
    """One degree of latitude is 111 km."""
    (peer,) = evaluate(HERE, [Authority("n", 40_000, 400.0, Place(57.0, 10.0), "nord")], Params())
    assert parts(peer)["distance"] == (0.556, 0.25, 111.195)
    assert parts(peer)["region"] == (1.0, 0.15, 1.0)


def test_the_nearest_comes_first_and_equals_by_key() -> None:
    """The order never depends on the order of asking."""
    others = [
        Authority(key, people, 400.0, Place(56.0, 10.0), "midt")
        for key, people in (("z", 50_000), ("y", 50_000), ("x", 41_000))
    ]
    assert [peer.key for peer in evaluate(HERE, others, Params())] == ["x", "y", "z"]


def test_the_unknown_does_not_count() -> None:
    """Without population and area the rest fills their place; with too little known nothing is said."""
    nameless = Authority("n", None, None, Place(56.0, 10.0), "syd")
    assert evaluate(HERE, [nameless], Params()) == []
    (peer,) = evaluate(HERE, [nameless], Params(least_known=0.4))
    assert parts(peer) == {"distance": (0.0, 0.625, 0.0), "region": (1.0, 0.375, 1.0)}
    assert (round(peer.distance, 1), round(peer.known, 2)) == (37.5, 0.4)


def test_profiles_count_when_they_are_given_weight() -> None:
    """Three of one kind and one of another against the reverse; size does not matter, and none is unknown."""
    by_profile = Params(weights=MappingProxyType({Feature.PROFILE: 1.0}))
    (peer,) = evaluate(HERE, [TWICE], by_profile)
    assert parts(peer) == {"profile": (0.4, 1.0, 0.4)}
    assert evaluate(HERE, [Authority("c", profile=(0, 0)), Authority("d")], by_profile) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": MappingProxyType({Feature.REGION: -1.0})},
        {"weights": MappingProxyType({Feature.REGION: 0.0})},
        {"most_ratio": 1.0},
        {"most_km": 0.0},
        {"least_known": 0.0},
    ],
)
def test_params_that_mean_nothing_are_refused(wrong: dict[str, object]) -> None:
    """A scale without length divides by nothing."""
    with pytest.raises(ValueError, match="must"):
        Params(**wrong)  # type: ignore[arg-type]  # that is the point


AUTHORITIES = st.builds(
    Authority,
    key=st.just("p"),
    population=st.none() | st.integers(0, 1_000_000),
    area_km2=st.none() | st.floats(0, 2_000),
    middle=st.none() | st.builds(Place, st.floats(54, 58), st.floats(8, 16)),
    region=st.none() | st.sampled_from(["nord", "syd"]),
    profile=st.tuples(st.integers(0, 9), st.integers(0, 9)),
)


@given(AUTHORITIES, AUTHORITIES)
def test_a_distance_is_between_0_and_100_and_the_sum_of_its_parts(one: Authority, other: Authority) -> None:
    """Whatever is known, and it is the same both ways."""
    weights = MappingProxyType(dict.fromkeys(Feature, 1.0))
    params = Params(weights=weights, least_known=0.01)
    there = evaluate(one, [Authority("q", *[getattr(other, name) for name in FIELDS])], params)
    back = evaluate(other, [Authority("q", *[getattr(one, name) for name in FIELDS])], params)
    assert len(there) == len(back)
    for forth, home in zip(there, back, strict=True):
        assert 0 <= forth.distance <= 100 + 1e-9
        assert forth.distance == pytest.approx(sum(part.adds for part in forth.parts))
        assert sum(part.weight for part in forth.parts) == pytest.approx(1)
        assert forth.distance == pytest.approx(home.distance, abs=1e-6)


FIELDS = ("population", "area_km2", "middle", "region", "profile")


def test_only_what_weighs_is_compared() -> None:
    """One feature alone decides when the others weigh nothing."""
    (peer,) = evaluate(HERE, [TWICE], ONLY_REGION)
    assert (peer.distance, parts(peer)) == (0.0, {"region": (0.0, 1.0, 0.0)})
