"""
From codes to rows: where a few codes stand in a long column of codes.

For short lists (moved, excluded, already served) against all customers. A column in the order of codes
is searched; any other is joined. Codes that stand nowhere come back with a null row, never left out.
"""

import polars as pl


def rows_of(*, codes: pl.Series, among: pl.Series) -> pl.Series:
    """
    Find the row [index into `among`, null where absent] of each code.

    >>> rows_of(codes=pl.Series(["b", "x"]), among=pl.Series(["a", "b"])).to_list()
    [1, None]
    """
    if codes.is_empty() or among.is_empty():
        return pl.repeat(None, len(codes), dtype=pl.UInt32, eager=True)
    return _searched(codes, among) if among.is_sorted() else _joined(codes, among)


def _searched(codes: pl.Series, among: pl.Series) -> pl.Series:
    near = among.search_sorted(codes).clip(0, len(among) - 1).cast(pl.UInt32)
    frame = pl.DataFrame({"row": near, "is_there": among.gather(near) == codes})
    return frame.select(pl.when("is_there").then("row")).to_series()


def _joined(codes: pl.Series, among: pl.Series) -> pl.Series:
    wanted = codes.alias("code").to_frame()
    numbered = among.alias("code").to_frame().with_row_index("row")
    found = numbered.join(wanted, on="code", how="semi")
    return wanted.join(found, on="code", how="left", maintain_order="left")["row"]
