"""dev.py: what is installed, and when it is not."""

import subprocess
import sys
from pathlib import Path

import dev


def test_one_package_of_a_lock(tmp_path: Path) -> None:
    """The block of a package is its version with its hashes, without the neighbours and without namesakes."""
    lock = tmp_path / "base.txt"
    lock.write_text(
        "uuid==1.0 \\\n    --hash=sha256:1\nuv==0.13.9 \\\n    --hash=sha256:2\n    # via x\nzope==1 \\\n", "utf-8"
    )
    assert dev._block("uv", lock) == "uv==0.13.9 \\\n    --hash=sha256:2\n    # via x\n"


def test_the_stamp_changes_with_a_file(tmp_path: Path) -> None:
    """The same files give the same stamp, another content another."""
    lock = tmp_path / "base.txt"
    lock.write_text("django==5.2.19", encoding="utf-8")
    first, again = dev._stamp(lock), dev._stamp(lock)
    lock.write_text("django==5.2.20", encoding="utf-8")
    assert (first == again, first == dev._stamp(lock)) == (True, False)


def test_a_mistyped_option_is_answered_before_anything_is_installed() -> None:
    """The answer comes at once, with the usage, and with exit code 2."""
    done = subprocess.run(
        [sys.executable, "dev.py", "run", "--stage", "half"], cwd=dev.ROOT, capture_output=True, text=True, check=False
    )
    answer = done.stderr.splitlines()[-1].partition(" (choose")[0]
    assert (done.returncode, done.stdout, answer) == (
        2,
        "",
        "dev.py run: error: argument --stage: invalid choice: 'half'",
    )
