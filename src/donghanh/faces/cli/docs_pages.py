"""
The generated pages of `docs/reference`: which there are, who makes each, and which are out of step.

A generated page is a function of the code alone: the same code writes the same bytes, on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from donghanh.faces.cli import (
    docs_columns,
    docs_commands,
    docs_lawbook,
    docs_lives,
    docs_prices,
    docs_reasons,
    docs_roles,
    docs_settings,
    docs_torture,
)

FOLDER = Path("docs/reference")
PAGES: dict[str, Callable[[], str]] = {
    "life-cycles.md": docs_lives.page,
    "roles.md": docs_roles.page,
    "columns.md": docs_columns.page,
    "reasons.md": docs_reasons.page,
    "commands.md": docs_commands.page,
    "settings.md": docs_settings.page,
    "lawbook.md": docs_lawbook.page,
    "prices.md": docs_prices.page,
    "torture.md": docs_torture.page,
}


def write_pages(*, root: Path) -> list[str]:
    """Write those pages that differ from what the code says, and list them."""
    written = []
    for name, text in _texts().items():
        path = root / FOLDER / name
        if _read(path) != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(f"{FOLDER.as_posix()}/{name}")
    return written


def pages_out_of_step(*, root: Path) -> list[str]:
    """List the pages that are missing or say something else than the code, each with the first such line."""
    return [
        f"{FOLDER.as_posix()}/{name}:{line}: out of step with the code; run `make docs`."
        for name, text in _texts().items()
        if (line := _first_difference(_read(root / FOLDER / name), text))
    ]


def _texts() -> dict[str, str]:
    return {name: page() for name, page in PAGES.items()}


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _first_difference(found: str, expected: str) -> int:
    """Number of the first line that differs; 0 when the texts are the same."""
    if found == expected:
        return 0
    there, wanted = found.splitlines(), expected.splitlines()
    same = next((i for i, (a, b) in enumerate(zip(there, wanted, strict=False)) if a != b), None)
    return 1 + (min(len(there), len(wanted)) if same is None else same)
