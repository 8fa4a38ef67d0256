"""Triggers of tables whose rows are written once: a correction is a new row that points back."""

from __future__ import annotations

import pgtrigger


def append_only() -> pgtrigger.Trigger:
    """Refuse every update and delete of a row, also from SQL that Django never sees."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
