"""
Workbooks of what a page of the requests shows, as files to save.

As `programmes.sheets`, which may not be known here: the board of the programmes shows a line of the requests.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from donghanh.adapters.spreadsheets.writing import WrittenSheet, build_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(*, name: str, sheets: Sequence[WrittenSheet]) -> HttpResponse:
    """Answer with an XLSX file called `<name>.xlsx`; `name` is of plain letters."""
    answer = HttpResponse(build_workbook(sheets=sheets), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
