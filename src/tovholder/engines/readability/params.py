"""What is fixed by the method, and the Danish abbreviations whose full stop ends nothing."""

from typing import Final

LONGEST_SHORT: Final = 6
"""A word of more letters is long."""

LIMITS: Final = (("very_easy", 25), ("easy", 35), ("medium", 45), ("hard", 55))
"""Each level holds below its limit; what reaches the last is very hard."""

# fmt: off
ABBREVIATIONS: Final = frozenset({
    "adr", "afd", "bl", "ca", "cm", "dvs", "ekskl", "etc", "f", "fx", "fhv", "ggr", "hhv", "hr", "iht", "inkl",
    "jf", "jvf", "kap", "kl", "km", "kr", "mdr", "maks", "mfl", "mht", "mia", "mio", "mm", "mv", "nr", "obs", "osv",
    "pct", "pga", "pr", "sek", "stk", "str", "tlf", "vedr", "vha", "vs", "årh", "årl",
})
# fmt: on
"""Without their full stops. Those with stops inside (bl.a.) are known by that; real words (min) are left out."""
