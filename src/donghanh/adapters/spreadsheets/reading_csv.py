"""
Reads a CSV file in chunks: encoding and delimiter detected, every record's width checked.

A record with more or fewer cells than the header is a trouble of that row; nothing is cut or filled up.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv

from donghanh.adapters.spreadsheets.encodings import Utf8Blocks, detect_encoding, text_blocks
from donghanh.adapters.spreadsheets.sheets import (
    HEAD_RECORDS,
    ROW,
    CannotReadSpreadsheet,
    Chunk,
    Limits,
    Sheet,
    Trouble,
    find_header,
    name_columns,
    trimmed,
)
from donghanh.kernel.text import fold

DELIMITERS = (",", ";", "\t", "|")
BLOCK = 1 << 24


def open_csv(*, path: Path, known: Collection[str], limits: Limits) -> Sheet:
    """
    Open a CSV file: detect its encoding, delimiter and header row; rows follow in chunks.

    known  : folded column names that are understood, by which the header row is found
    raises : CannotReadSpreadsheet
    """
    encoding = detect_encoding(path=path)
    head_text = next(text_blocks(path=path, encoding=encoding), "").removeprefix("\ufeff")
    if not head_text.strip():
        raise CannotReadSpreadsheet("file-is-empty", found=f"{path.stat().st_size} bytes, no text")
    delimiter = _delimiter(head_text, known)
    head = _records(head_text, delimiter)
    at = find_header(head=head, known=known, fold_words=[[fold(cell) for cell in cells] for cells in head])
    header = name_columns(head[at])
    if len(header) > limits.columns:
        raise CannotReadSpreadsheet(
            "too-many-columns", found=len(header), expected=f"at most {limits.columns}"
        )
    passed = [0]
    return Sheet(
        header=header,
        header_row=at + 1,
        detected={"format": "csv", "encoding": encoding, "delimiter": delimiter, "header_row": str(at + 1)},
        chunks=_chunks(path, encoding, delimiter, header, at + 1, limits, passed),
        byte_count=path.stat().st_size,
        passed=passed,
        above=head[:at],
    )


def _delimiter(head: str, known: Collection[str]) -> str:
    """Take the delimiter that gives the most known column names, then the most cells."""

    def score(delimiter: str) -> tuple[int, int]:
        records = _records(head, delimiter)
        words = max((sum(fold(cell) in known for cell in cells) for cells in records), default=0)
        return words, max((len(cells) for cells in records), default=0)

    return max(DELIMITERS, key=score)


def _records(head: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(head), delimiter=delimiter)
    try:
        return list(islice(reader, HEAD_RECORDS))
    except csv.Error as reason:
        raise CannotReadSpreadsheet("csv-broken", row=reader.line_num, found=str(reason)) from reason


def _chunks(
    path: Path,
    encoding: str,
    delimiter: str,
    header: Sequence[str],
    header_row: int,
    limits: Limits,
    passed: list[int],
) -> Iterator[Chunk]:
    def read_so_far(count: int) -> None:
        passed[0] = count

    misfits: dict[int, Trouble] = {}
    reader = _reader(
        text_blocks(path=path, encoding=encoding, passed=read_so_far), delimiter, header, misfits
    )
    upcoming, told = 1, header_row
    while True:
        try:
            batch = reader.read_next_batch()
        except StopIteration:
            break
        except pa.ArrowInvalid as reason:
            raise CannotReadSpreadsheet(
                "csv-broken", after_row=upcoming - 1, found=str(reason)[:200]
            ) from reason
        numbers = _numbers(upcoming, batch.num_rows, misfits)
        upcoming = int(numbers[-1]) + 1 if len(numbers) else upcoming
        if upcoming > limits.rows:
            raise CannotReadSpreadsheet(
                "too-many-rows", found=f"more than {limits.rows}", expected=limits.rows
            )
        rows = pl.DataFrame(batch).with_columns(pl.Series(ROW, numbers))
        here = [misfits[number] for number in sorted(misfits) if told < number < upcoming]
        told = upcoming - 1
        yield Chunk(trimmed(rows.filter(pl.col(ROW) > header_row).select(ROW, *header)), here)
    if last := [misfits[number] for number in sorted(misfits) if number > told]:
        yield Chunk(pl.DataFrame(schema={ROW: pl.Int64, **dict.fromkeys(header, pl.String)}), last)


def _reader(
    blocks: Iterator[str], delimiter: str, header: Sequence[str], misfits: dict[int, Trouble]
) -> arrow_csv.CSVStreamingReader:
    def note(record: Any) -> str:
        if record.text.strip():
            misfits[record.number] = Trouble(
                "row-width", record.number, None, str(record.actual_columns), str(record.expected_columns)
            )
        else:
            misfits[record.number] = Trouble("blank-row", record.number)
        return "skip"

    stream = pa.PythonFile(io.BufferedReader(Utf8Blocks(blocks), BLOCK), mode="r")
    return arrow_csv.open_csv(
        stream,
        read_options=arrow_csv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=list(header)),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=note
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(header, pa.large_string()), strings_can_be_null=False
        ),
    )


def _numbers(upcoming: int, count: int, misfits: dict[int, Trouble]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give the next `count` record numbers that were not left out."""
    numbers = np.arange(upcoming, upcoming + count + len(misfits), dtype=np.int64)
    return numbers[~np.isin(numbers, list(misfits))][:count]
