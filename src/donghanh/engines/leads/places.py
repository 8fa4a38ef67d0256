"""The street or hamlet of an address, and the number of the house in it, as far as the text says them."""

import polars as pl

from donghanh.kernel.text import fold_column

NUMBER = r"^(?:so nha |so |nha so )?(\d{1,4})[a-z]?\b"
REST = r"^(?:so nha |so |nha so )?\d{1,4}[a-z]?\b *"


def area_of(addresses: pl.Series) -> pl.Series:
    """
    The folded street, block or hamlet of each address, without the house's number; null where none is said.

    >>> area_of(pl.Series(["Số 12, xóm 3", "Thôn Nam Khánh", "12"])).to_list()
    ['xom 3', 'thon nam khanh', None]
    """
    rest = fold_column(addresses).str.replace(REST, "").str.strip_chars()
    return rest.set(rest == "", None)


def house_number_of(addresses: pl.Series) -> pl.Series:
    """
    The number of the house, where the address begins with one; null elsewhere.

    >>> house_number_of(pl.Series(["Số 12, xóm 3", "12B Trần Phú", "Thôn Nam Khánh"])).to_list()
    [12, 12, None]
    """
    return fold_column(addresses).str.extract(NUMBER, 1).cast(pl.Int32)
