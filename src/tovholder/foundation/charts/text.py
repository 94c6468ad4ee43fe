"""How wide text is, so that labels can be placed without a browser."""

# Advance widths of IBM Plex Sans Medium in hundredths of an em, by character.
_WIDTHS: dict[str, int] = {
    character: width
    for width, characters in {
        24: " ",
        26: "ij",
        28: "l",
        29: ".,",
        31: ":",
        34: "f()",
        36: "t",
        38: "r",
        40: "-",
        42: "I/",
        49: "sz",
        51: "cvyL",
        53: "xJ",
        54: "g",
        55: "akå",
        56: "eo",
        57: "øF",
        58: "hnuT§",
        59: "bdpqEZ–",
        60: "S0123456789",
        62: "Y",
        63: "CPV",
        64: "X",
        66: "ABKRÅ",
        68: "D",
        69: "U",
        70: "G",
        71: "HNOQØ",
        80: "w",
        81: "M",
        86: "æ",
        88: "m",
        93: "WÆ",
        95: "%",
    }.items()
    for character in characters
}
_WIDEST = 95  # taken for characters that are not in the table


def text_width(text: str, size: float) -> float:
    """The width of ``text`` in the unit of ``size``, its font size."""
    return sum(_WIDTHS.get(character, _WIDEST) for character in text) * size / 100


def fitted(text: str, width: float, size: float) -> str:
    """``text``, or as much of it as fits into ``width``, ended by a full stop."""
    if text_width(text, size) <= width:
        return text
    for end in range(len(text) - 1, 0, -1):
        short = text[:end].rstrip(" .-") + "."
        if text_width(short, size) <= width:
            return short
    return ""


def wrapped(text: str, width: float, size: float, most: int = 3) -> list[str]:
    """``text`` in at most ``most`` lines no wider than ``width``. Long words are cut, long texts end in "…"."""
    lines: list[str] = [""]
    for word in text.split():
        for piece in _pieces(word, width, size):
            longer = f"{lines[-1]} {piece}".strip()
            if text_width(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) > most:
        lines = [*lines[: most - 1], _continued(lines[most - 1], width, size)]
    return lines


def _continued(line: str, width: float, size: float) -> str:
    """``line`` ended by "…", as many whole words of it as fit."""
    words = line.split()
    while words and text_width(" ".join([*words, "…"]), size) > width:
        words.pop()
    return " ".join([*words, "…"])


def _pieces(word: str, width: float, size: float) -> list[str]:
    """``word`` cut into pieces that fit."""
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
