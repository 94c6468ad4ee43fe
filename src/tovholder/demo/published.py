"""The totals that the demo reproduces, so that a newcomer can read the published figures off the map.

Source: KL, Statusrapport for 2017 (Det fælleskommunale program for velfærdsteknologi), December 2017. The report prints
the number of projects, of municipalities with and without, of projects in operation and being implemented, and that the
number more than doubled in four years. How the rest falls on states and years is invented here.
"""

from datetime import date
from types import MappingProxyType
from typing import Final

PROJECTS: Final = 1077
MUNICIPALITIES_WITH: Final = 71
MUNICIPALITIES_WITHOUT: Final = 27

BY_STATUS: Final = MappingProxyType(
    {
        "in_operation": 430,
        "implementing": 233,
        "pilot": 182,
        "idea": 92,
        "stopped": 76,
        "ended": 24,
        "paused": 22,
        "decision": 18,
    }
)
"""The first two are published, the others invented; they add up to the published total."""

BY_YEAR: Final = MappingProxyType({2014: 412, 2015: 214, 2016: 226, 2017: 225})
"""Projects that came to the map in each year: invented, but so that the number more than doubles by the end of 2017."""

OPENED_ON: Final = date(2014, 8, 18)
"""The map opened in August 2014; the day is invented."""

CLOSED_ON: Final = date(2017, 12, 15)
"""The report is of December 2017; the day is invented."""

STALE: Final = 103
"""About one in ten of the projects in the demo has not been confirmed for a year. Invented."""

NOT_ANSWERING: Final = (
    "0151",
    "0155",
    "0607",
    "0190",
    "0161",
    "0350",
    "0665",
    "0360",
    "0410",
    "0480",
    "0840",
    "0741",
)
"""Municipalities that took no part in the survey of 2017 (the report lists 14); here they have no projects either.
Hedensted and Næstved are left out of the row: they were among the first on the map in 2014 (Computerworld, 2014)."""

FIRST_AND_NAMED: Final = frozenset(
    {
        "0706",  # Syddjurs, the municipality of the pilot stage
        "0707",  # Norddjurs, the second municipality with a login
        "0766",  # Hedensted, Næstved and Varde filled in first
        "0370",
        "0573",
        "0561",  # Esbjerg and the following sat in the working group of 2017
        "0159",
        "0101",
        "0540",
        "0787",
        "0791",
        "0580",
        "0851",
        "0751",
    }
)
"""Municipalities that always have projects in the demo."""

JOINT_HOUSING_SUPPORT: Final = (("1082", 5), ("1081", 9), ("OEST", 6))
"""Joint projects on video support in housing, by region: five, nine and six municipalities (KL status report, December
2017). Which municipalities take part in the demo is invented."""
