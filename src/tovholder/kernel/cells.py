"""Text that goes into the cell of a spreadsheet and must stay text there."""

# What a spreadsheet program takes as the beginning of a formula (OWASP, "CSV Injection").
_OPENERS = ("=", "+", "-", "@", "\t", "\r")


def neutral(value: str) -> str:
    """``value`` so that a spreadsheet shows it and does not compute it: an apostrophe before what opens a formula."""
    return f"'{value}" if value.startswith(_OPENERS) else value
