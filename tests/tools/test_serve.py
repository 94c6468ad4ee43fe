"""Starting the demo: what is refused, and what is kept."""

import socket
from pathlib import Path

import pytest

from tools import serve
from tools.serve import Options, StartError


def test_options_win_over_the_environment(tmp_path: Path) -> None:
    """What stands on the command line is meant; the environment fills the rest."""
    environment = {"TOVHOLDER_DATA": str(tmp_path / "environment"), "TOVHOLDER_TODAY": "2026-01-01"}
    asked = serve.options(["--data", str(tmp_path / "asked"), "--stage", "pilot", "--port", "8100"], environment)
    assert asked == Options(8100, (tmp_path / "asked").resolve(), "pilot", "2026-01-01")


def test_a_day_that_is_none_is_refused() -> None:
    """The message shows the form of a date and what was given instead."""
    with pytest.raises(StartError) as told:
        serve.options(["--today", "21/11/2026"], {})
    assert str(told.value) == "--today wants a date as 2026-11-30, not '21/11/2026'."


def test_a_busy_port_is_told(tmp_path: Path) -> None:
    """Whoever starts it twice learns where it runs and how to take another port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StartError) as told:
            serve.check_port(port)
    assert str(told.value).endswith(
        f"Perhaps Tovholder runs already: http://localhost:{port}\n"
        f"Or take another: python3 dev.py run --port {port + 1}"
    )


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """A data folder with other files in it is refused before anything is written."""
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(StartError) as told:
        serve.prepare_data(Options(8000, tmp_path, None, None))
    assert str(told.value) == f"{tmp_path} is not empty and holds no data of Tovholder. Give another folder: --data DIR"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_another_stage_does_not_overwrite_what_was_entered(tmp_path: Path) -> None:
    """A folder that holds one stage is never rebuilt as another."""
    (tmp_path / serve.DATABASE).write_bytes(b"entered by hand")
    (tmp_path / serve.MARKER).write_text('{"stage": "pilot"}', encoding="utf-8")
    with pytest.raises(StartError) as told:
        serve.prepare_data(Options(8000, tmp_path, "full", None))
    assert str(told.value).splitlines()[0] == (
        f"{tmp_path} holds the stage pilot, and full was asked for. Nothing was changed."
    )
    assert (tmp_path / serve.DATABASE).read_bytes() == b"entered by hand"


def test_the_demo_never_writes_to_a_real_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell that is set up for production does not lead the demo there."""
    monkeypatch.setenv("TOVHOLDER_DATABASE_URL", "postgresql://production/tovholder")
    monkeypatch.setenv("TOVHOLDER_MODE", "production")
    environment = serve.environment_for(Options(8100, tmp_path, None, "2026-11-30"), tmp_path)
    chosen = {name: value for name, value in environment.items() if name.startswith("TOVHOLDER_")}
    assert chosen == {
        "TOVHOLDER_MODE": "demo",
        "TOVHOLDER_DATA": str(tmp_path),
        "TOVHOLDER_BASE_URL": "http://localhost:8100",
        "TOVHOLDER_TODAY": "2026-11-30",
    }
