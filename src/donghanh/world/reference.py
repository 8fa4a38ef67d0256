"""
The frequencies and words of the province, read once from `world/data`.

Each file opens with its source and what in it is still to be confirmed.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from donghanh.world.dice import Weighted


@cache
def reference(name: str) -> dict[str, Any]:
    """
    The contents of `data/<name>.yaml`; treat them as frozen.

    >>> reference("mix")["missing_share"]
    0.02
    """
    text = (files("donghanh.world") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    contents: dict[str, Any] = yaml.safe_load(text)
    return contents


@cache
def weighted(name: str, *path: str) -> Weighted:
    """
    A table of weights somewhere inside a file.

    >>> weighted("words", "lodgings").things
    ('Nhà nghỉ', 'Khách sạn', 'Khu nghỉ')
    """
    part: Any = reference(name)
    for step in path:
        part = part[step]
    return Weighted.of(part)


@cache
def group_weights() -> Weighted:
    """The groups of ordinary customers (household, workshop, …) by their share of customers."""
    return Weighted.of({name: group["share"] for name, group in reference("mix")["groups"].items()})
