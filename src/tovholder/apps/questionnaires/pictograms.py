"""The product's own pictograms: 64 by 64, rounded lines of four, in the colour of the text."""

from importlib.resources import files
from typing import Final

_FOLDER: Final = files("tovholder.apps.questionnaires").joinpath("templates/questionnaires/pictograms")

PICTOGRAMS: Final = frozenset(drawn.name.removesuffix(".svg") for drawn in _FOLDER.iterdir())
"""Their names: one file each."""


def pictogram_template(name: str) -> str:
    """The template that draws the pictogram. Raises ``KeyError`` for one that there is not."""
    if name not in PICTOGRAMS:
        raise KeyError(name)
    return f"questionnaires/pictograms/{name}.svg"
