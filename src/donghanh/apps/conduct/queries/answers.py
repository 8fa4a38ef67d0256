"""What stands answered in an inspection: of each item the last word."""

from __future__ import annotations

from donghanh.apps.conduct.models import Inspection


def latest_answers(inspection: Inspection) -> dict[str, tuple[str, str]]:
    """Item -> (answer, note), of each item the last that was written. Not scoped."""
    rows = inspection.answers.order_by("id").values_list("item", "answer", "note")
    return {item: (answer, note) for item, answer, note in rows}
