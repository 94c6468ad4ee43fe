"""A result as plain values that JSON holds: what is stored, sent and printed."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from tovholder.engines.benefits.results import Result, ScenarioResult

DECIMALS = 6
"""Beyond these a float holds the noise of its own sums, which would make two equal cases differ."""


def as_plain(value: object) -> Any:
    """Dataclasses as mappings, codes as texts, tuples as lists, floats rounded. Raises ``TypeError`` for the rest."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0  # no negative nought
    if isinstance(value, ScenarioResult):
        return _scenario(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: as_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(as_plain(key)): as_plain(entry) for key, entry in value.items()}
    if isinstance(value, Sequence):
        return [as_plain(entry) for entry in value]
    raise TypeError(f"{type(value).__name__} is no plain value")


def plain_result(result: Result) -> dict[str, Any]:
    """All of a result."""
    told: dict[str, Any] = as_plain(result)
    return told


def _scenario(scenario: ScenarioResult) -> dict[str, Any]:
    told = {one.name: as_plain(getattr(scenario, one.name)) for one in fields(scenario) if one.name != "harvests"}
    told["harvests"] = [
        {"party": party.value, "bucket": bucket.value, "cash": as_plain(cash)}
        for (party, bucket), cash in scenario.harvests.items()
    ]
    return told
