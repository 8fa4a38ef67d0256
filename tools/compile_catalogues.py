"""
Compiles the pages' catalogues while a wheel is built: a clone keeps only their sources.

Named in pyproject.toml as a hook of hatchling; Babel is there because the build asks for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg]
    """Put a `.mo` beside every `.po` of the package and let both be packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name what was made as part of the build."""
        for path in Path(self.root, "src/donghanh").rglob("*.po"):
            with path.open("rb") as text, path.with_suffix(".mo").open("wb") as out:
                write_mo(out, read_po(text))
            build_data["artifacts"].append(path.with_suffix(".mo").relative_to(self.root).as_posix())
