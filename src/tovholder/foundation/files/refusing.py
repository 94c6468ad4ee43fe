"""How a file is refused: one sentence that says what is wrong and what to do, at the field where it was chosen."""

from django.core.exceptions import ValidationError


def refused(message: str, code: str = "file") -> ValidationError:
    """The error for a file that is not taken."""
    return ValidationError(message, code=code)
