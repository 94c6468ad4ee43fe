"""Moves the indexes and constraints of a new model into the operation that creates the model.

Django writes each as an operation of its own behind all new models, and at each operation it builds every model anew
that is connected with the one it is about: most of the time that a full migration takes. The database is the same.

    python -m tools.migrations ROOM …    folds each room's 0001_initial.py
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import django
from django.db.migrations import AddConstraint, AddIndex, CreateModel, Migration
from django.db.migrations.operations.base import Operation

# Django names the module in which something is defined; rooms meet through ``public``.
ELSEWHERE = re.compile(r"tovholder\.apps\.(\w+)\.models(?=[.\n])")


def folded(operations: Sequence[Operation], room: str) -> list[Operation]:
    """The operations with indexes and constraints inside the models that are created among them.

    One stays where it is when something else was done to its model in between: a field added there is not yet there.
    """
    kept: list[Operation] = []
    for operation in operations:
        place = _place(kept, operation)
        if place is None:
            kept.append(operation)
            continue
        made = kept[place].reduce(operation, room)
        assert isinstance(made, list), operation  # noqa: S101  # what Django promises of these pairs
        kept[place : place + 1] = made
    return kept


def _place(kept: Sequence[Operation], operation: Operation) -> int | None:
    """Where among ``kept`` the model is created that an index or a constraint can move into."""
    if not isinstance(operation, AddIndex | AddConstraint):
        return None
    about = [place for place, other in enumerate(kept) if _model(other) == operation.model_name_lower]
    return about[0] if len(about) == 1 and isinstance(kept[about[0]], CreateModel) else None


def _model(operation: Operation) -> str | None:
    """The model that an operation is about."""
    name: str | None = getattr(operation, "model_name_lower", None) or getattr(operation, "name_lower", None)
    return name


def _fold(room: str) -> str:
    """Folds the first migration of a room and says what became of it."""
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415  # Django is set up
    from django.db.migrations.writer import MigrationWriter  # noqa: PLC0415  # as above

    migration: Migration = MigrationLoader(None).get_migration(room, "0001_initial")
    before = len(migration.operations)
    migration.operations = folded(migration.operations, room)  # type: ignore[misc]  # each instance has its own
    if len(migration.operations) == before:
        return f"{room}: nothing to fold"
    writer = MigrationWriter(migration)
    text = writer.as_string()
    if writer.needs_manual_porting:
        return f"{room}: has functions of its own; fold it by hand"
    path = Path(writer.path)
    head = path.read_text(encoding="utf-8").partition("\n")[0]  # says when Django made the migration
    text = ELSEWHERE.sub(lambda found: found[0] if found[1] == room else f"tovholder.apps.{found[1]}.public", text)
    path.write_text(f"{head}\n{text.partition(chr(10))[2]}", encoding="utf-8")
    for command in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, str(path)], check=True)
    return f"{room}: {before} operations became {len(migration.operations)}"


def main() -> int:
    """Folds the rooms that the command line names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")
    os.environ.setdefault("TOVHOLDER_MODE", "test")
    django.setup()
    for room in sys.argv[1:]:
        print(_fold(room))
    return 0


if __name__ == "__main__":
    sys.exit(main())
