"""Bills of files come out as bills of frames do, part by part, and none is lost between rated and refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.small_disk import fill, small_disk

from donghanh.adapters.rating_files import NoParts, rate_files, write_part
from donghanh.engines.rating import rate_totals
from donghanh.engines.rating.wide import KWH, WIDE
from donghanh.kernel.billing_tables import BILLS, USAGE
from donghanh.kernel.tables import FrameDoesNotFit
from donghanh.lawbook.billing_law import read_law

LAW = read_law()


def wide_bill(number: int, **said: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "bill": number, "category": "residential", "voltage": "under_6kv", "from_on": date(2021, 8, 16),
        "until_on": date(2021, 9, 16), "read_on": date(2021, 9, 15), "quota_quarters": 4,
        "quota_rounding": "whole",
        "is_tenants_undeclared": False, "cos_phi_percent": None, "relief": None, "instrument": None,
        "kwh_all": 180, "kwh_normal": None, "kwh_peak": None, "kwh_off_peak": None,
    }  # fmt: skip
    return plain | said


BILLS_OF_ALL_SORTS = [
    wide_bill(1),
    wide_bill(2, relief="covid-4/households"),
    wide_bill(
        3, category="production", cos_phi_percent=83,
        kwh_all=None, kwh_normal=900, kwh_peak=80, kwh_off_peak=70,
    ),
    wide_bill(4, quota_quarters=5, quota_rounding="exact"),
    wide_bill(5, kwh_all=-1),
    wide_bill(6, relief="nobody/knows"),
]  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, rows in enumerate((BILLS_OF_ALL_SORTS[:3], BILLS_OF_ALL_SORTS[3:])):
        write_part(pl.DataFrame(rows, schema=WIDE.schema), folder / f"part-{number}.parquet")
    return folder


def as_frames() -> tuple[pl.DataFrame, pl.DataFrame]:
    wide = pl.DataFrame(BILLS_OF_ALL_SORTS, schema=WIDE.schema)
    usage = wide.unpivot(
        KWH, index=["bill", "from_on", "until_on"], variable_name="register", value_name="kwh"
    )
    usage = usage.drop_nulls("kwh").with_columns(pl.col("register").str.strip_prefix("kwh_"))
    return wide.select(BILLS.schema.names()).cast(dict(BILLS.schema)), usage.select(USAGE.schema.names())


def test_files_give_what_frames_give(source, tmp_path):
    rate_files(law=LAW, source=source, target=tmp_path / "out")
    written = pl.concat(pl.read_parquet(path) for path in sorted((tmp_path / "out").glob("*.parquet")))
    bills, usage = as_frames()
    totals, _ = rate_totals(LAW, bills=bills, usage=usage)

    assert written.sort("bill").rows() == totals.sort("bill").rows()


def test_what_cannot_be_rated_lies_beside_with_its_reason_and_all_are_counted(source, tmp_path):
    counted = rate_files(law=LAW, source=source, target=tmp_path / "out")
    refused = pl.read_parquet(tmp_path / "out" / "refused" / "part-1.parquet")

    assert dict(refused.select("bill", "rule").rows()) == {5: "kwh-negative", 6: "relief-unknown"}
    assert counted.rated_count + counted.refused_count == len(BILLS_OF_ALL_SORTS)


def test_what_else_a_part_holds_is_carried_along_beside_the_totals(source, tmp_path):
    for path in source.glob("*.parquet"):
        frame = pl.read_parquet(path)
        write_part(frame.with_columns(code=pl.format("PA{}", "bill")), path)

    rate_files(law=LAW, source=source, target=tmp_path / "out")

    written = pl.concat(pl.read_parquet(path) for path in sorted((tmp_path / "out").glob("*.parquet")))
    assert written["code"].to_list() == [f"PA{bill}" for bill in written["bill"]]
    assert written.height == 4


def test_a_part_without_a_column_is_refused_by_both_names(source, tmp_path):
    write_part(pl.read_parquet(source / "part-1.parquet").drop("voltage"), source / "part-1.parquet")

    with pytest.raises(FrameDoesNotFit, match=r"part-1.parquet.*voltage"):
        rate_files(law=LAW, source=source, target=tmp_path / "out")


def test_a_full_disk_leaves_no_part_half_written_and_the_run_can_be_repeated(source, tmp_path):
    with small_disk(tmp_path / "disk", kilobytes=64) as disk:
        filler = fill(disk)
        with pytest.raises(OSError, match="space"):
            rate_files(law=LAW, source=source, target=disk)
        assert list(disk.glob("**/*.parquet*")) == []

        filler.unlink()
        assert rate_files(law=LAW, source=source, target=disk).rated_count == 4


def test_a_folder_without_parts_is_refused_by_its_name(tmp_path):
    with pytest.raises(NoParts, match=tmp_path.name):
        rate_files(law=LAW, source=tmp_path, target=tmp_path / "out")
