"""
Marks functions that are compiled when their module is loaded under a name that ends in "_compiled".

Loaded as usual, the functions stay as they are; so the same file serves both ways.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

SUFFIX = "_compiled"

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled_in(module: str) -> Callable[[Function], Function]:
    """Mark a function: compiled when its module was loaded as compiled, else left as it is."""
    if not module.endswith(SUFFIX):
        return lambda function: function
    import numba

    return cast("Callable[[Function], Function]", numba.njit(cache=True, nogil=True))
