"""
The report on the appreciation months as papers: PDF and spreadsheet, made from its plain facts.

`columns` is the one table of the report's columns, `words` its fixed words in both languages; `paper`
sets the PDF, `workbook` builds the spreadsheet. What the facts hold is said in
`apps.programmes.queries.reports`, which counts them; nothing is counted here but sums that are shown.
"""

from donghanh.adapters.programme_reports.columns import COLUMNS, Column, column_named
from donghanh.adapters.programme_reports.paper import build_report_pdf
from donghanh.adapters.programme_reports.stamps import Stamp
from donghanh.adapters.programme_reports.workbook import build_report_workbook

__all__ = ["COLUMNS", "Column", "Stamp", "build_report_pdf", "build_report_workbook", "column_named"]
