"""Makes the locks in ``requirements/``: every version with its hashes, for all platforms, and no server named in them.

    .venv/bin/python -m tools.locks [--upgrade]

Needs the network. Without ``--upgrade`` the versions in the locks stay, unless the lists forbid them.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {
    "base.txt": ("base.in", "build.in"),
    "dev.txt": ("dev.in",),
    "node.txt": ("node.in",),
}


def lock(target: str, sources: tuple[str, ...], upgrade: bool) -> None:
    """Compiles the lists ``sources`` to the lock ``target``. Raises ``CalledProcessError`` when none fit together."""
    command = [sys.executable, "-m", "uv", "pip", "compile", *(f"requirements/{name}" for name in sources)]
    command += ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-header", "--python-version", "3.11"]
    command += ["--quiet", "--output-file", f"requirements/{target}", *(["--upgrade"] if upgrade else [])]
    subprocess.run(command, cwd=ROOT, check=True)


def main() -> int:
    """Makes every lock in order: the second leans on the first. Gives the exit code."""
    for target, sources in LOCKS.items():
        lock(target, sources, upgrade="--upgrade" in sys.argv)
        print(f"requirements/{target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
