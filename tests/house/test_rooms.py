"""Where rooms meet: what import-linter cannot express or cannot see."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tests.house import tree

# What an outsider may import of an app. The site puts the product together, so it may also name URLs and API routers.
DOORS = {"public"}
DOORS_FOR_THE_SITE = DOORS | {"urls", "api"}
ENGINE_LIBRARIES = {"numpy", "scipy"}
TEMPLATE_USE = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
PYTHON_TEMPLATE = re.compile(r"""["']([a-z_]+(?:/[a-z_0-9]+)+\.html)["']""")
# Templates that a lower app offers to higher ones, as its public.py does with code: docs/ui.md says how they are used.
OFFERED = {
    "questionnaires/section.html",
    "questionnaires/section_fields.html",
    "questionnaires/answers.html",
    "questionnaires/easy.html",
    "projects/checklists.html",
}
STRING_KEY = re.compile(r"^([a-z_]+)\.[A-Z]\w+$")


def _package_files() -> Iterator[tuple[str, Path]]:
    for path in tree.python_files():
        room = tree.room(path)
        if room is not None:
            yield room, path


def test_every_room_has_a_rank() -> None:
    """A new room is given its place before it is used."""
    rooms = {room for room, _path in _package_files() if not room.startswith(("kernel", "engines"))}
    assert rooms - {room for rank in tree.RANKS for room in rank} == set()


def test_apps_are_entered_by_their_public_door() -> None:
    """Other rooms import an app's public.py and nothing else of it."""
    broken = []
    for room, path in _package_files():
        for line, target in tree.imports(path):
            parts = target.split(".")
            if parts[:2] != ["tovholder", "apps"] or len(parts) < 4 or room == f"apps.{parts[2]}":
                continue
            if parts[3] not in (DOORS_FOR_THE_SITE if room == "site" else DOORS):
                broken.append(f"{tree.name(path)}:{line}: {target}")
    assert broken == []


def test_the_kernel_stands_on_the_standard_library_alone() -> None:
    """The kernel imports nothing that must be installed."""
    assert _foreign_imports("kernel", {"tovholder.kernel"}, set()) == []


def test_engines_stand_on_the_kernel_and_on_arrays() -> None:
    """An engine can be lifted out of the product: kernel, standard library and arrays are all that it needs."""
    assert _foreign_imports("engines", {"tovholder.kernel", "tovholder.engines"}, ENGINE_LIBRARIES) == []


def _foreign_imports(floor: str, own: set[str], libraries: set[str]) -> list[str]:
    broken = []
    for path in tree.python_files():
        if not path.is_relative_to(tree.PACKAGE / floor):
            continue
        for line, target in tree.imports(path):
            root = target.split(".")[0]
            if root in sys.stdlib_module_names or root in libraries or any(target.startswith(name) for name in own):
                continue
            broken.append(f"{tree.name(path)}:{line}: {target}")
    return broken


def _string_keys(path: Path) -> Iterator[tuple[int, str]]:
    """The app labels in foreign keys that are written as text: ForeignKey("municipalities.Unit")."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        kind = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0]
        if kind in {"ForeignKey", "OneToOneField", "ManyToManyField"} and isinstance(first, ast.Constant):
            found = STRING_KEY.match(str(first.value))
            if found:
                yield node.lineno, found[1]


def test_foreign_keys_written_as_text_point_down() -> None:
    """A foreign key by name escapes the import checks, so its direction is checked here."""
    rooms = {config.label: config.name.removeprefix("tovholder.") for config in apps.get_app_configs()}
    broken = []
    for room, path in _package_files():
        if "migrations" in path.parts:
            continue
        for line, label in _string_keys(path):
            target = rooms[label]
            if target != room and not target.startswith("django.") and tree.rank(target) >= tree.rank(room):
                broken.append(f"{tree.name(path)}:{line}: {label}")
    assert broken == []


def test_no_reverse_accessors_across_rooms() -> None:
    """A lower room does not know who points at it: a foreign key to another room has related_name="+"."""
    broken = []
    for model in apps.get_models():
        keys = [field for field in model._meta.get_fields() if isinstance(field, (ForeignKey, ManyToManyField))]
        for field in keys if model.__module__.startswith("tovholder.") else []:
            other = apps.get_model(field.remote_field.model._meta.label)
            if other._meta.app_label != model._meta.app_label and not field.remote_field.hidden:
                broken.append(f"{model._meta.label}.{field.name}")
    assert sorted(broken) == []


def _templates() -> dict[str, str]:
    """Which room each template belongs to, by the name that it is loaded by."""
    owners = {}
    for path in tree.files():
        room = tree.room(path)
        if room is not None and "templates" in path.parts:
            inside = path.parts[path.parts.index("templates") + 1 :]
            owners["/".join(inside)] = room
    return owners


def _template_uses() -> Iterator[tuple[str, Path, str]]:
    """(room, file, template) for every template that is extended, included or named in Python."""
    for path in tree.files():
        room = tree.room(path)
        if room is None or path.suffix not in {".html", ".txt", ".py"}:
            continue
        pattern = PYTHON_TEMPLATE if path.suffix == ".py" else TEMPLATE_USE
        for found in pattern.finditer(path.read_text(encoding="utf-8")):
            yield room, path, found[1]


def test_templates_are_used_by_their_room_or_from_above() -> None:
    """A template is changed with its room in mind; a use from below or beside would break unseen."""
    owners = _templates()
    broken = []
    for room, path, template in _template_uses():
        owner = owners.get(template)
        if owner is not None and owner != room and tree.rank(owner) >= tree.rank(room):
            broken.append(f"{tree.name(path)}: {template}")
    assert broken == []


def test_apps_use_no_templates_of_each_other() -> None:
    """Between apps, what is shown of another room comes through a plug, never by including its template."""
    owners = _templates()
    broken = []
    for room, path, template in _template_uses():
        owner = owners.get(template, room)
        if owner != room and owner.startswith("apps.") and room.startswith("apps.") and template not in OFFERED:
            broken.append(f"{tree.name(path)}: {template}")
    assert broken == []


def test_every_named_template_exists() -> None:
    """A template named in Python, extended or included is there."""
    owners = _templates()
    named = {(tree.name(path), template) for _room, path, template in _template_uses()}
    missing = sorted((file, template) for file, template in named if template not in owners)
    assert [entry for entry in missing if not entry[1].startswith("django/")] == []


def _computed_uses() -> Iterator[str]:
    """Templates whose name is put together, as f"ui/components/{name}.html", with the name quoted in that module."""
    for _room, path in _package_files():
        text = path.read_text(encoding="utf-8")
        for folder in re.findall(r'f"([a-z_/]+/){\w+}\.html"', text):
            yield from (f"{folder}{name}.html" for name in re.findall(r'"([a-z_]+)"', text))


def test_every_template_is_used() -> None:
    """A template that nothing names is left over, but for the page kinds, which stand ready for rooms to come."""
    used = {template for _room, _path, template in _template_uses()} | set(_computed_uses())
    by_django = {"403.html", "404.html", "500.html", "400.html"}
    pages = {name for name in _templates() if name.endswith(".html") and not name.startswith("ui/pages/")}
    assert sorted(pages - used - by_django) == []
