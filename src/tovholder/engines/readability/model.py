"""What is said of a text's readability."""

from dataclasses import dataclass
from enum import StrEnum

from tovholder.engines.readability.params import LIMITS


class Level(StrEnum):
    """How hard a text is, by Björnsson's steps."""

    VERY_EASY = "very_easy"
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    VERY_HARD = "very_hard"


@dataclass(frozen=True, slots=True)
class Readability:
    """The counts behind a LIX: words, sentences, and words of more than six letters."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> float:
        """Words per sentence plus long words per hundred words; 0 for a text without words."""
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long_words / self.words

    @property
    def level(self) -> Level:
        """The step that the LIX, rounded to a whole number as it is told, belongs to."""
        told = int(self.lix + 0.5)
        return next((Level(name) for name, below in LIMITS if told < below), Level.VERY_HARD)
