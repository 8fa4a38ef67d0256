"""`donghanh world generate` as somebody types it: files, slices, the database, refusals."""

import json

import polars as pl
import pytest
from click.testing import CliRunner
from polars.testing import assert_frame_equal

from donghanh.faces.cli import world as face
from donghanh.faces.cli.world import world
from donghanh.world.province import World

FILES = ["customers", "energy", "supply_requests", "nominations", "area_statuses", "mask_requests"]


def call(*words):
    return CliRunner().invoke(world, ["generate", *(str(word) for word in words)])


def one_document(answer):
    assert answer.exit_code == 0, answer.stderr
    return json.loads(answer.stdout)


def test_files_hold_the_world(tmp_path):
    document = one_document(call("--customers", 11_000, "--seed", 5, "--out", tmp_path, "--json"))

    dealt = list(World(customers=11_000, seed=5).chunks())
    kept = {name: pl.read_parquet(tmp_path / f"{name}.parquet") for name in FILES}
    assert_frame_equal(kept["customers"], pl.concat([chunk.customers for chunk in dealt]))
    assert_frame_equal(kept["energy"], pl.concat([chunk.energy for chunk in dealt]))
    assert_frame_equal(kept["nominations"], World(customers=11_000, seed=5).nominations)
    assert document["customers"] == 11_000
    assert document["energy_rows"] == kept["energy"].height
    assert document["files"] == [str(tmp_path / f"{name}.parquet") for name in FILES]


def test_the_same_command_writes_the_same_bytes(tmp_path):
    for folder in ("one", "two"):
        call("--customers", 500, "--seed", 5, "--out", tmp_path / folder)

    for name in FILES:
        one, two = ((tmp_path / folder / f"{name}.parquet").read_bytes() for folder in ("one", "two"))
        assert one == two, name


def test_csv_files_hold_the_same_rows(tmp_path):
    call("--customers", 500, "--seed", 5, "--out", tmp_path, "--format", "csv")

    text = (tmp_path / "customers.csv").read_text(encoding="utf-8")
    rows = pl.read_csv(tmp_path / "customers.csv", infer_schema=False)
    wanted = World(customers=500, seed=5).slice(start=0, until=500).customers
    assert text.count("search_key") == 1
    assert rows["name"].to_list() == wanted["name"].to_list()
    assert rows["phone"].to_list() == wanted["phone"].to_list()


def test_a_missing_reading_is_an_empty_cell_and_no_zero(tmp_path):
    call("--customers", 500, "--seed", 5, "--out", tmp_path, "--format", "csv")

    cells = pl.read_csv(tmp_path / "energy.csv", infer_schema=False)["energy_kwh"]
    assert cells.null_count() > 0
    assert "0" not in set(cells)


def test_a_slice_alone_can_be_asked_for(tmp_path):
    document = one_document(
        call("--customers", 650_000, "--seed", 5, "--from", 300, "--until", 350, "--out", tmp_path, "--json")
    )

    alone = pl.read_parquet(tmp_path / "customers.parquet")
    assert document["customers"] == 50
    assert_frame_equal(alone, World(customers=650_000, seed=5).slice(start=300, until=350).customers)


def test_an_empty_slice_gives_files_with_columns_and_no_rows(tmp_path):
    call("--customers", 500, "--seed", 5, "--from", 7, "--until", 7, "--out", tmp_path)

    assert pl.read_parquet(tmp_path / "energy.parquet").schema == pl.Schema(
        {"code": pl.String, "month": pl.Date, "energy_kwh": pl.Int64}
    )


def test_a_person_is_told_what_was_written(tmp_path):
    answer = call("--customers", 100, "--seed", 5, "--out", tmp_path)

    assert "100 customers" in answer.stdout
    assert "nominations.parquet" in answer.stdout


def test_files_that_are_there_are_not_replaced_unasked(tmp_path):
    kept = tmp_path / "energy.parquet"
    kept.write_bytes(b"mine")

    answer = call("--customers", 100, "--seed", 5, "--out", tmp_path)

    assert answer.exit_code == 2
    assert "energy.parquet is there already" in answer.stderr
    assert kept.read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["energy.parquet"]


def test_files_are_replaced_when_asked(tmp_path):
    (tmp_path / "energy.parquet").write_bytes(b"mine")

    answer = call("--customers", 100, "--seed", 5, "--out", tmp_path, "--force")

    assert answer.exit_code == 0
    assert pl.read_parquet(tmp_path / "energy.parquet").height > 2_000


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_run_that_breaks_leaves_no_file_that_looks_finished(tmp_path, monkeypatch, form):
    def breaking(self, *, start=0, until=None):
        yield self.slice(start=0, until=50)
        raise RuntimeError("power cut")

    monkeypatch.setattr(World, "chunks", breaking)

    answer = call("--customers", 100, "--seed", 5, "--out", tmp_path, "--format", form)

    assert isinstance(answer.exception, RuntimeError)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--customers", 0, "--seed", 1], "A world of 0 customers"),
        (["--customers", 10, "--seed", -1], "The seed is -1"),
        (["--customers", 10, "--seed", 1, "--until", 11], "this world has 10"),
        (["--customers", 10, "--seed", 1, "--from", 9, "--until", 8], "this world has 10"),
        (["--customers", "many", "--seed", 1], "not a valid integer"),
        (["--customers", 10, "--seed", 1, "--format", "xls"], "xls"),
        (["--customers", 10], "--seed"),
    ],
)
def test_bad_input_is_refused_with_what_was_found(tmp_path, words, told):
    answer = call(*words, "--out", tmp_path / "new")

    assert answer.exit_code == 2
    assert told in answer.stderr
    assert answer.stdout == ""


@pytest.fixture
def house(monkeypatch, settings):
    """The test's own database instead of the one that the command would start."""
    monkeypatch.setattr(face, "open_house", lambda: None)
    return settings


def customers_kept() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM customers_customer")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_without_a_folder_the_world_goes_into_the_database(house):
    document = one_document(call("--customers", 600, "--seed", 5, "--json"))

    assert document["customers"] == customers_kept() == 600
    assert document["energy_rows"] > 13_000


@pytest.mark.django_db
def test_the_same_world_twice_in_a_demo_adds_nobody(house):
    house.DEMO = True
    call("--customers", 300, "--seed", 5)

    again = call("--customers", 300, "--seed", 5, "--json")

    assert one_document(again)["customers"] == 300
    assert customers_kept() == 300


@pytest.mark.django_db
def test_generated_customers_are_kept_from_those_of_a_real_database(house):
    house.DEMO = False
    call("--customers", 300, "--seed", 5)

    answer = call("--customers", 200, "--seed", 6)

    assert answer.exit_code == 2
    assert "cannot be taken out again" in answer.stderr
    assert customers_kept() == 300


@pytest.mark.django_db
def test_generated_customers_join_others_when_that_is_meant(house):
    house.DEMO = False
    call("--customers", 300, "--seed", 5)

    one_document(call("--customers", 200, "--seed", 6, "--among-others", "--json"))

    assert customers_kept() == 500
