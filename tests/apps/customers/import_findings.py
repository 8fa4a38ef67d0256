"""What an import found, as tests compare it."""

from __future__ import annotations

from donghanh.apps.customers import queries


def errors_of(actors, outcome):
    page = queries.import_findings(actor=actors.business, import_file_id=outcome.import_file_id)
    return [(row.row, row.column, row.rule) for row in page.rows if row.severity == "error"]
