"""Reading codes."""

from collections.abc import Sequence

from tovholder.foundation.codes.models import Code, CodeQuerySet
from tovholder.kernel import clock


def current_codes(code_list: str) -> CodeQuerySet:
    """The codes of a list that hold today, in their order."""
    return Code.objects.of(code_list).valid_on(clock.today())


def all_codes(code_list: str) -> CodeQuerySet:
    """All codes of a list, retired ones too, in their order."""
    return Code.objects.of(code_list)


def labels(code_list: str) -> dict[str, str]:
    """The names of a list's codes in the reader's language, by code."""
    return {code.code: code.label for code in Code.objects.of(code_list)}


def codes_by_code(code_list: str, wanted: Sequence[str]) -> dict[str, Code]:
    """The codes of a list that are called as ``wanted``, by code; unknown ones are missing."""
    return {code.code: code for code in Code.objects.of(code_list).filter(code__in=wanted)}
