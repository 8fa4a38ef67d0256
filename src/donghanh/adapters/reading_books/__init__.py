"""
Reading books as files: CSV and XLSX by the names of their columns, lines of fixed width by their places.

What comes out is text, row by row with its line; what the text means is for `engines.readings.intake`.
"""

from donghanh.adapters.reading_books.building import build_fixed_width
from donghanh.adapters.reading_books.parsing import BOOK_COLUMNS, ReadBook, parse_book

__all__ = ["BOOK_COLUMNS", "ReadBook", "build_fixed_width", "parse_book"]
