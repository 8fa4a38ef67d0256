"""
A million entrants: commit (salted hash each, tree, list digest) and draw, against ONE SHA-256 of the list.

The list is what is frozen when it is approved: its canonical rows {"entrant", "rank", "salt"} as
`kernel.digests` writes them, salts in hexadecimal (about 116 MB). One SHA-256 over those bytes is the base;
the limit is 8 times that. A million separate salted hashes cost a million times the function's fixed part, so
other bases are printed too: one SHA-256 of the bare bytes (salt and code, 45 a row), hashlib once a row.
Run: python -m bench.draw [entrants]
"""

from __future__ import annotations

import random
import sys
from hashlib import sha256
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
from common import best_of, close, insist_equal, rows_against

from donghanh.engines.draws import commit_entrants, draw, key_of
from donghanh.kernel.digests import canonical_rows

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.oracles import draws_slowly

LIMIT = 8.0
PICKS = 20
KEY = key_of(sources=[[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]])


def make_list(count: int) -> tuple[pl.Series, bytes]:
    """Customer codes and salts, the same in every run."""
    codes = pl.Series("entrant", [f"PA01ND{number:07d}" for number in range(count)])
    return codes, random.Random(1).randbytes(32 * count)


def ours(codes: pl.Series, salts: bytes) -> tuple[str, str, list[int]]:
    """Commit and draw as the product does."""
    commitment = commit_entrants(entrants=codes, salts=salts)
    root = commitment.merkle_root
    picks = draw(method="sha256", key=KEY, pool_size=commitment.count, count=PICKS, merkle_root=root)
    return commitment.list_sha256, root, [pick.rank for pick in picks]


def slow_twin(codes: pl.Series, salts: bytes) -> tuple[str, str, list[int]]:
    """Commit and draw as the definitions read, with hashlib a row at a time."""
    rows = [
        draws_slowly.entrant_hash(code, salts[32 * k : 32 * k + 32]) for k, code in enumerate(codes.to_list())
    ]
    root = draws_slowly.merkle_root(rows)
    return sha256(b"".join(rows)).hexdigest(), root, draws_slowly.ranks_sha256(KEY, len(rows), PICKS, root)


def hashlib_rows(messages: list[bytes]) -> bytes:
    """The hashes alone, by hashlib, from messages already made."""
    return b"".join([sha256(message).digest() for message in messages])


def duckdb_rows(table: pa.Table) -> bytes:
    """The hashes alone, by DuckDB on one thread."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("messages", table)
        column = connection.sql("SELECT sha256(message) AS hash FROM messages").to_arrow_table()["hash"]
    return bytes.fromhex("".join(column.to_pylist()[:3]))


def main(count: int) -> int:
    """Show that all answer alike, time them turn about, print the table."""
    codes, salts = make_list(count)
    cells = [salts[32 * k : 32 * k + 32] for k in range(count)]
    named = enumerate(zip(codes.to_list(), cells, strict=True), start=1)
    canonical = canonical_rows({"entrant": c, "rank": k, "salt": s.hex()} for k, (c, s) in named)
    bare = b"".join(salt + code.encode() for code, salt in zip(codes.to_list(), cells, strict=True))
    messages = [b"\x02" + salt + code.encode() for code, salt in zip(codes.to_list(), cells, strict=True)]
    table = pa.table({"message": pa.array(messages, pa.binary())})
    print(
        f"{count} entrants; canonical rows {len(canonical) / 1e6:.0f} MB, bare bytes {len(bare) / 1e6:.0f} MB"
    )

    insist_equal(answers={"slow twin": slow_twin(codes, salts), "ours": ours(codes, salts)})
    insist_equal(answers={"hashlib": hashlib_rows(messages[:3]), "duckdb": duckdb_rows(table)})
    base = "one SHA-256 of the canonical list"
    seconds = best_of(
        contestants={
            base: lambda: sha256(canonical).digest(),
            "commit and draw (ours)": lambda: ours(codes, salts),
            "one SHA-256 of the bare bytes": lambda: sha256(bare).digest(),
            "hashlib once a row, hashes only": lambda: hashlib_rows(messages),
            "DuckDB sha256(), hashes only": lambda: duckdb_rows(table),
        }
    )
    twin = best_of(contestants={"slow twin, commit and draw": lambda: slow_twin(codes, salts)}, rounds=1)
    rows = rows_against(seconds={**seconds, **twin}, base=base, limits={"commit and draw (ours)": LIMIT})
    bare_ratio = seconds["commit and draw (ours)"] / seconds["one SHA-256 of the bare bytes"]
    print(
        f"against one SHA-256 of the bare bytes: {bare_ratio:.1f} times (no limit is claimed for that base)"
    )
    return close(title="A draw among a million", rows=rows)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
