"""Telephone numbers as they are looked up."""

from __future__ import annotations

import polars as pl

from donghanh.kernel.identifiers import plain_phones


def plain_phone(phone: str) -> str:
    """A telephone in the domestic form; empty where none can be read."""
    return plain_phones(pl.Series([phone]))[0] or ""
