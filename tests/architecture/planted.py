"""A copy of the package in which a breach is planted, and what the import contracts say about it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CONTRACT = re.compile(r"^(?P<name>[A-Z].+?) (?P<verdict>KEPT|BROKEN)(?: |$)", re.MULTILINE)


def copy_of_house(folder: Path) -> Path:
    """Copy the modules of the package, and the contracts, into `folder`."""
    shutil.copy(ROOT / ".importlinter", folder)
    for module in (ROOT / "src").rglob("*.py"):
        target = folder / module.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(module, target)
    return folder


def plant(house: Path, module: str, line: str) -> None:
    """Write a new module with one line in it, and whatever packages it needs to lie in."""
    path = house / "src" / "donghanh" / f"{module}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    for package in path.relative_to(house / "src").parents[:-1]:
        (house / "src" / package / "__init__.py").touch()
    path.write_text(f"{line}\n")


def run_contracts(house: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts on a copy, which comes before the installed package on the way of imports."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house / "src"), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def verdicts(house: Path) -> dict[str, str]:
    """Answer KEPT or BROKEN for each contract, by its name."""
    done = run_contracts(house)
    said = {found["name"]: found["verdict"] for found in CONTRACT.finditer(done.stdout)}
    assert said, f"No verdict was given:\n{done.stdout}\n{done.stderr}"
    assert (done.returncode == 0) == ("BROKEN" not in said.values())
    return said


def broken(house: Path) -> set[str]:
    """The names of the contracts that do not hold in a copy."""
    return {name for name, verdict in verdicts(house).items() if verdict == "BROKEN"}
