"""Pin the requirements with hashes and without any address.

Run as ``make upgrade`` (newest versions) or ``python requirements/compile.py`` (only what changed in
``pyproject.toml``). ``build`` is what builds the package, ``core`` what runs it, ``dev`` what tests it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent

SETS: dict[str, tuple[str, ...]] = {
    "build": ("requirements/build.in",),
    "core": ("pyproject.toml",),
    "dev": ("pyproject.toml", "--extra", "dev"),
}


def main(options: list[str]) -> int:
    """Compile every set; return the first exit status that is not 0."""
    for name, inputs in SETS.items():
        command = [
            *(sys.executable, "-m", "uv", "pip", "compile", "--quiet"),
            *("--universal", "--python-version", "3.11", "--generate-hashes"),
            *("--no-emit-index-url", "--no-emit-find-links", "--no-header"),
            *("--constraint", "requirements/core.txt") * (name == "dev"),
            *("--output-file", f"requirements/{name}.txt", *inputs, *options),
        ]
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
