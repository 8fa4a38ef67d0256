"""
A province's customer file through the whole import, against a bare COPY of the same rows.

`python bench/imports.py [--customers 650000]`. A database of its own is made and dropped. The bare COPY
writes the very bytes that the import copies at its end, into the same tables with the same indexes; what
the import adds is reading the file, checking every cell, and finding out what is known already. Also
measured: the load of clean frames (the world's way in), and refusing a file for one bad row in the middle.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DONGHANH_POOL"] = "0"

from bench.common import Row, close

AT = datetime(2022, 2, 1, 2, tzinfo=UTC)  # the world signs customers up until the end of 2021
LIMITS = {"clean frames": 1.6, "file, all or nothing": 2.5}
TABLES = "customers_customer, customers_monthlyenergy, customers_importfile, customers_unitchange"


def main(customers: int) -> int:
    """Measure each way in once (each takes minutes with a province), and print the ratios."""
    from donghanh.faces.cli.house import open_house

    open_house()
    with _database_of_its_own(), tempfile.TemporaryDirectory() as folder:
        from django.conf import settings

        settings.MEDIA_ROOT = f"{folder}/uploads"
        chunks = _dealt(customers, Path(folder))
        good, bad = Path(folder) / "good.csv", Path(folder) / "bad.csv"
        _write_files(chunks, good, bad, bad_row=customers // 2)
        times = {
            "bare COPY": _fresh(lambda: _bare_copy(chunks)),
            "clean frames": _fresh(lambda: _frames(chunks)),
            "file, all or nothing": _fresh(lambda: _import(good, expected="loaded")),
            "file, one bad row": _fresh(lambda: _import(bad, expected="refused")),
        }
    rows = [Row(name, took, took / times["bare COPY"], LIMITS.get(name)) for name, took in times.items()]
    return close(title=f"imports: {customers} customers with 12 months each", rows=rows)


@contextmanager
def _database_of_its_own() -> Iterator[None]:
    from django.db import connection

    from donghanh.apps.organisation import operations, permissions

    connection.settings_dict["TEST"]["NAME"] = f"bench_imports_{os.getpid()}"
    home = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        operations.load_reference(actor=permissions.console_actor(), at=AT)
        yield
    finally:
        connection.creation.destroy_test_db(home, verbosity=0)


def _dealt(customers: int, folder: Path) -> list[Path]:
    """The province in files, so that dealing it is not measured; energy of twelve months."""
    from donghanh.world.province import World

    paths = []
    for number, chunk in enumerate(World(customers=customers, seed=2021).chunks()):
        months = chunk.energy.filter(
            pl.col("month") >= pl.date(2020, 12, 1), pl.col("month") < pl.date(2021, 12, 1)
        )
        path = folder / f"chunk-{number}"
        chunk.customers.write_ipc(f"{path}-customers.arrow")
        months.write_ipc(f"{path}-energy.arrow")
        paths.append(path)
    return paths


def _pairs(chunks: list[Path]) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    for path in chunks:
        yield pl.read_ipc(f"{path}-customers.arrow"), pl.read_ipc(f"{path}-energy.arrow")


def _write_files(chunks: list[Path], good: Path, bad: Path, *, bad_row: int) -> None:
    """The province as one wide CSV; and the same with one cell spoiled in the middle."""
    with good.open("wb") as out:
        for number, (customers, energy) in enumerate(_pairs(chunks)):
            wide = energy.with_columns(month="kWh " + pl.col("month").dt.strftime("%Y-%m"))
            wide = wide.pivot(on="month", index="code", values="energy_kwh")
            flat = customers.drop("search_key", "sort_key").join(wide, on="code", how="left")
            out.write(flat.write_csv(include_header=number == 0).encode())
    lines = good.read_bytes().split(b"\n")
    lines[bad_row] = b"PA02" + lines[bad_row][4:]
    bad.write_bytes(b"\n".join(lines))


def _fresh(work: Callable[[], None]) -> float:
    """Time one run on empty tables."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLES} RESTART IDENTITY CASCADE")
        cursor.execute("CHECKPOINT")
    start = perf_counter()
    work()
    took = perf_counter() - start
    print(f"… {took:.1f} s", file=sys.stderr)
    return took


def _bare_copy(chunks: list[Path]) -> None:
    """COPY and nothing else, into the tables as they are, with their keys and indexes."""
    from django.db import transaction

    from donghanh.apps.customers.bridge.copying import copy_energy_in, copy_in

    first = 1
    with transaction.atomic():
        for customers, energy in _pairs(chunks):
            ids = pl.int_range(first, first + customers.height, dtype=pl.Int64, eager=True)
            first += customers.height
            named = customers.with_columns(id=ids)
            copy_in(
                table="customers_customer",
                frame=named.rename({"unit_code": "unit_id", "commune_code": "commune_id"}),
            )
            months = energy.join(named.select("code", customer_id="id"), on="code")
            copy_energy_in(table="customers_monthlyenergy", energy=months)


def _frames(chunks: list[Path]) -> None:
    from donghanh.apps.customers import operations
    from donghanh.apps.organisation import permissions

    actor = permissions.console_actor()
    operations.load_customers(actor=actor, frames=_pairs(chunks), at=AT, source="bench")


def _import(file: Path, *, expected: str) -> None:
    from donghanh.apps.customers import operations
    from donghanh.apps.organisation import permissions

    who = {"actor": permissions.console_actor(), "at": AT}
    with file.open("rb") as stream:
        blocks = iter(lambda: stream.read(1 << 20), b"")
        number = operations.receive_file(blocks=blocks, name=file.name, **who)
    operations.ask_for_load(import_file_id=number, queue=False, **who)
    outcome = operations.run_import(import_file_id=number, at=AT)
    if outcome.state != expected:
        raise SystemExit(f"expected {expected}, found {outcome}: no ratio of something else")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A bare COPY against the import of a customer file.")
    parser.add_argument("--customers", type=int, default=650_000)
    sys.exit(main(parser.parse_args().customers))
