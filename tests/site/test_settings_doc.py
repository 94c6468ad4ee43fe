"""Every setting is documented, by the registry itself."""

from pathlib import Path

from django.core.management import call_command

from tovholder.site import env
from tovholder.site.settings_doc import document


def test_the_page_about_the_settings_is_current() -> None:
    """docs/settings.md is what the registry says; `tovholder write_settings_doc` writes it anew."""
    assert (env.REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8") == document(env.ALL)


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    """Into the file that is asked for."""
    file = tmp_path / "settings.md"
    call_command("write_settings_doc", file=file)
    assert file.read_text(encoding="utf-8") == document(env.ALL)


def test_every_setting_of_the_module_is_in_the_registry_and_says_what_it_means() -> None:
    """None is read that is not documented."""
    defined = {value.name for value in vars(env).values() if isinstance(value, env.Setting)}
    assert {setting.name for setting in env.ALL} == defined
    assert [setting.name for setting in env.ALL if not setting.meaning.endswith(".")] == []


def test_no_other_module_reads_the_environment_for_settings() -> None:
    """A setting outside the registry would be undocumented."""
    source = env.REPOSITORY / "src" / "tovholder"
    allowed = {"site/env.py"}
    readers = {
        file.relative_to(source).as_posix()
        for file in source.rglob("*.py")
        if "environ.get(" in file.read_text(encoding="utf-8") or "getenv(" in file.read_text(encoding="utf-8")
    }
    assert readers - allowed == set()
