"""Triggers of tables whose rows are written once, in any app: a correction is a new row that points back."""

from __future__ import annotations

import pgtrigger
from django.db import models

NEVER_EMPTIED = "RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;"


def append_only() -> list[pgtrigger.Trigger]:
    """Refuse every update and delete of a row, and TRUNCATE, also from SQL that Django never sees."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="never_emptied",
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            func=NEVER_EMPTIED,
        ),
    ]


def written_at() -> models.Func:
    """The database server's own moment: evidence of when a row was written; the product's may be set."""
    return models.Func(function="statement_timestamp", output_field=models.DateTimeField())
