"""Triggers of tables whose rows are written once: a correction is a new row that points back."""

from __future__ import annotations

import pgtrigger
from django.db import models


def append_only() -> pgtrigger.Trigger:
    """Refuse every update and delete of a row, also from SQL that Django never sees."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


def written_at() -> models.Func:
    """The database server's own moment: evidence of when a row was written; the product's may be set."""
    return models.Func(function="statement_timestamp", output_field=models.DateTimeField())
