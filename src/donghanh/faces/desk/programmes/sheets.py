"""Workbooks of what a page shows, as files to save; every cell stays text, number or day, never a formula."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from django.http import HttpResponse

from donghanh.adapters.spreadsheets.writing import WrittenSheet, build_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(*, name: str, sheets: Sequence[WrittenSheet]) -> HttpResponse:
    """Answer with an XLSX file called `<name>.xlsx`."""
    answer = HttpResponse(build_workbook(sheets=sheets), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return answer
