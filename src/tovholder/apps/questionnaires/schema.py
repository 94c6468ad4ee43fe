"""Questionnaires as JSON: read strictly, written in one canonical form, and known by the hash of that form."""

import hashlib
import json
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import ConfigDict, TypeAdapter, with_config
from pydantic import ValidationError as ShapeError

from tovholder.apps.questionnaires.pictograms import PICTOGRAMS
from tovholder.engines.questionnaires import check
from tovholder.engines.questionnaires.model import (
    AllOf,
    Among,
    Answered,
    AnyOf,
    Compare,
    Not,
    Option,
    Question,
    Said,
    Schema,
    Section,
)

STRICT: Final = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
PARTS: Final = (Said, Compare, Among, Answered, AllOf, AnyOf, Not, Option, Question, Section, Schema)
# The engine knows nothing of pydantic; that unknown fields are refused is decided here, where JSON comes in.
for part in PARTS:
    with_config(STRICT)(part)
# What may be left out in JSON. The kind of a condition has a default too, but all and any differ by it alone.
OPTIONAL: Final = {field.name for part in PARTS for field in fields(part) if field.default is not MISSING} - {"kind"}

_ADAPTER: Final = TypeAdapter(Schema)
SHOWN_FAULTS: Final = 5


def read_schema(data: str | bytes) -> Schema:
    """The questionnaire that the JSON ``data`` describes.

    Raises ``ValidationError`` in Danish, naming the place, for JSON of another shape, for unknown fields, and for a
    questionnaire with faults (see the engine's ``check``).
    """
    return _sound(read_unchecked(data))


def read_unchecked(data: str | bytes) -> Schema:
    """The questionnaire that the JSON ``data`` describes, which may have faults while it is drafted.

    Raises ``ValidationError`` as :func:`read_schema` for another shape and for unknown fields.
    """
    try:
        return _ADAPTER.validate_json(data)
    except ShapeError as error:
        raise ValidationError([_shape_text(one) for one in error.errors()[:SHOWN_FAULTS]]) from error


def _sound(schema: Schema) -> Schema:
    faults = check(schema)
    if faults:
        raise ValidationError(
            [
                _("Spørgeskemaet har en fejl ved ”%(at)s”: %(code)s.")
                % {"at": fault.at or schema.key, "code": fault.code}
                for fault in faults[:SHOWN_FAULTS]
            ]
        )
    unknown = _unknown_pictograms(schema)
    if unknown:
        raise ValidationError(
            _("Piktogrammet findes ikke: %(names)s.") % {"names": ", ".join(unknown)},
        )
    return schema


def _unknown_pictograms(schema: Schema) -> list[str]:
    named = [
        name
        for question in schema.questions
        for name in (question.pictogram, *(option.pictogram for option in question.options))
    ]
    return sorted({name for name in named if name and name not in PICTOGRAMS})


def _shape_text(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"]) or "JSON"
    if error["type"] == "extra_forbidden" or error["type"] == "unexpected_keyword_argument":
        return _("Feltet ”%(where)s” kendes ikke. Fjern det, eller ret stavemåden.") % {"where": where}
    if error["type"] in ("missing", "missing_argument"):
        return _("Feltet ”%(where)s” mangler.") % {"where": where}
    if error["type"] == "json_invalid":
        return _("Filen er ikke gyldig JSON.")
    return _("Feltet ”%(where)s” har en værdi, der ikke kan bruges.") % {"where": where}


def plain_schema(schema: Schema) -> dict[str, Any]:
    """``schema`` as JSON keeps it; what has its usual value is left out."""
    plain: dict[str, Any] = _pruned(_ADAPTER.dump_python(schema, mode="json"))
    return plain


def _pruned(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {name: _pruned(value) for name, value in plain.items() if name not in OPTIONAL or _says(value)}
    return [_pruned(value) for value in plain] if isinstance(plain, list) else plain


def _says(value: Any) -> bool:
    """Whether an optional value is more than its default. The number 0 is a limit like any other."""
    return value is not None and value is not False and value not in ("", [])


def canonical_json(plain: Any) -> str:
    """The one way to write ``plain``: sorted keys, no spaces, letters as they are."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def content_hash(plain: Any) -> str:
    """The SHA-256 of the canonical form."""
    return hashlib.sha256(canonical_json(plain).encode()).hexdigest()


@lru_cache(maxsize=128)
def _remembered(known_hash: str, text: str) -> Schema:
    return _ADAPTER.validate_json(text)


def stored_schema(plain: Any, known_hash: str) -> Schema:
    """The schema of a stored edition. Editions never change, so each is built once by a process."""
    return _remembered(known_hash, canonical_json(plain))
