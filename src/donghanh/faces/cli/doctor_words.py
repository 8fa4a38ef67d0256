"""What the doctor says of one thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """
    One thing that was looked at.

    found : what is there
    to_do : the next step; empty when all is well
    blind : it could not be looked at
    """

    name: str
    found: str
    to_do: str = ""
    blind: bool = False
