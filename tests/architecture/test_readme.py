"""The README's promises: its example runs, and the lower storeys work where Django is out of reach."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from tests.architecture.planted import ROOT

from donghanh.faces.cli.docs_checks import WITHOUT_DJANGO, example_in

STOREYS = ("kernel", "engines", "lawbook", "adapters", "world")
IMPORT_ALL = """
import importlib, pkgutil
top = importlib.import_module("donghanh.{storey}")
names = [found.name for found in pkgutil.walk_packages(top.__path__, top.__name__ + ".")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""
README = (ROOT / "README.md").read_text(encoding="utf-8")


def run_without_django(code: str) -> subprocess.CompletedProcess[str]:
    """Run code in an interpreter in which `import django` is refused."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO + code], capture_output=True, text=True, check=False
    )


def imported_packages(folder: Path) -> set[str]:
    """The top names of all that the modules of a folder import, wherever in the file."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add((node.module or "").split(".")[0])
    return found - {"donghanh"} - set(sys.stdlib_module_names)


def base_dependencies() -> set[str]:
    """What the package installs without an extra, by name."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {line.split(">")[0].strip() for line in told["project"]["dependencies"]}


def test_the_example_prints_what_the_readme_says_without_django() -> None:
    code, said = example_in(README) or ("", "nothing")

    done = run_without_django(code)

    assert done.stderr == ""
    assert done.stdout == said


def test_the_example_is_about_twenty_lines() -> None:
    code, _ = example_in(README) or ("", "")

    assert 15 <= len(code.splitlines()) <= 25


def test_django_is_truly_out_of_reach_in_these_tests() -> None:
    done = run_without_django("import django")

    assert done.returncode == 1
    assert "ModuleNotFoundError" in done.stderr


@pytest.mark.parametrize("storey", STOREYS)
def test_every_module_of_the_lower_storeys_can_be_imported_without_django(storey: str) -> None:
    done = run_without_django(IMPORT_ALL.format(storey=storey))

    assert done.stderr == ""
    assert int(done.stdout) >= 10


@pytest.mark.parametrize("storey", STOREYS)
def test_the_lower_storeys_import_nothing_that_only_the_site_installs(storey: str) -> None:
    brings = packages_distributions()

    needed = {
        brings[name][0].lower().replace("_", "-")
        for name in imported_packages(ROOT / "src" / "donghanh" / storey)
    }

    assert needed - base_dependencies() == set()


def test_the_readme_names_every_storey_of_the_house() -> None:
    package = ROOT / "src" / "donghanh"
    storeys = {path.name for path in package.iterdir() if path.is_dir() and path.name != "__pycache__"}

    missing = [storey for storey in storeys if f"  {storey}/ " not in README]

    assert missing == []
