"""Says how an import ended: as text with its first findings, or as one JSON document."""

from __future__ import annotations

import json
from typing import Any

import click

SHOWN = 20


def tell_outcome(*, number: int, as_json: bool) -> int:
    """Print how the import ended, and answer the exit status."""
    from donghanh.apps.customers import queries
    from donghanh.apps.organisation.permissions import console_actor

    row = queries.import_file(actor=console_actor(), import_file_id=number)
    assert row is not None
    findings = queries.import_findings(actor=console_actor(), import_file_id=number)
    document = _document(row, findings)
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
    else:
        _print(document)
    unreadable = row.state == "refused" and row.row_count is None
    return 2 if unreadable else 1 if document["errors"] or row.state == "refused" else 0


def _document(row: Any, findings: Any) -> dict[str, Any]:
    return {
        "import": row.id,
        "file": row.file_name,
        "sha256": row.sha256,
        "state": row.state,
        "detected": row.detected,
        "mapping": row.mapping,
        "rows": row.row_count,
        "errors": row.counts.get("errors", 0),
        "loaded": row.loaded_count,
        **{name: row.counts.get(name, 0) for name in ("new", "same", "changed", "energy_rows")},
        "rules": row.counts.get("rules", []),
        "findings": [
            {"severity": one.severity, "rule": one.rule, "row": one.row, "column": one.column, **one.facts}
            for one in findings.rows
        ],
    }


def _print(document: dict[str, Any]) -> None:
    detected = ", ".join(f"{name} {value!r}" for name, value in document["detected"].items())
    click.echo(f"{document['file']}: {detected}")
    click.echo(
        f"{document['state']}: {document['rows'] or 0} rows, {document['errors']} errors; "
        f"{document['new']} new, {document['same']} the same, {document['changed']} changed, "
        f"{document['energy_rows']} months of energy"
    )
    for one in document["findings"][:SHOWN]:
        parts = [
            f"row {one['row']}" if one["row"] else "",
            f'column "{one["column"]}"' if one["column"] else "",
        ]
        facts = ", ".join(f"{k} {one[k]!r}" for k in ("found", "expected", "count") if k in one)
        click.echo(f"  {one['severity']}: {', '.join(filter(None, parts))}: {one['rule']}; {facts}")
    hidden = sum(rule["count"] for rule in document["rules"] if rule["severity"] == "error") - SHOWN
    if hidden > 0:
        click.echo(f"  … and {hidden} more; the list stands on the desk page of import {document['import']}.")
    if document["state"] == "refused":
        click.echo("Nothing was loaded. Next: correct the rows named, or load the good ones with --partial.")


def _place(one: dict[str, Any]) -> str:
    row = f"row {one['row']}" if one["row"] else "the file"
    return f'{row}, column "{one["column"]}"' if one["column"] else row


def _facts(one: dict[str, Any]) -> str:
    names = [name for name in one if name not in ("severity", "rule", "row", "column", "field")]
    return ", ".join(f"{name} {one[name]!r}" for name in names)
