"""
The template in which a commune's officer writes nominations off line, and how it is read when it comes back.

One sheet to fill, one that explains, one hidden with the lists to choose from. The mark above the headings
says which version of the template it is, of which commune and of which campaign: a file that went to the
wrong commune is known by it.
"""

from donghanh.adapters.nomination_sheets.building import Choice, build_nomination_sheet
from donghanh.adapters.nomination_sheets.marks import VERSION, Mark, mark_text, read_mark
from donghanh.adapters.nomination_sheets.parsing import MOST_ROWS, ReadSheet, parse_nomination_sheet

__all__ = [
    "MOST_ROWS",
    "VERSION",
    "Choice",
    "Mark",
    "ReadSheet",
    "build_nomination_sheet",
    "mark_text",
    "parse_nomination_sheet",
    "read_mark",
]
