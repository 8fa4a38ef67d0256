"""Runs the formula as it stands for a few bills, and compiled for many: one file, loaded twice."""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

from donghanh.engines.rating import formula
from donghanh.engines.rating.compiling import SUFFIX

MANY = 20_000
"""From this number of bills on, compiling (seconds, kept on disk) pays."""


def formula_for(*, bills: int) -> ModuleType:
    """Answer the module of the formula that suits a number of bills."""
    return compiled() if bills >= MANY else formula


@cache
def compiled() -> ModuleType:
    """Load the formula once more, compiled."""
    name = formula.__name__ + SUFFIX
    spec = spec_from_file_location(name, formula.__file__)
    if spec is None or spec.loader is None:
        raise ImportError(f"{formula.__file__} cannot be loaded a second time.")
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
