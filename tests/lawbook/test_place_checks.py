"""A slip of the pen in the documents of places is reported with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lawbook.conftest import Write

from donghanh.lawbook.places import check_documents

SOURCES = """source: list
sources:
  list: {text: The list, type: list, evidence: seen, confidence: high}
span: {from: 2020-01-01, until: null}
"""
UNITS = f"""kind: units
{SOURCES}units:
  - {{code: PA01, kind: company, vi: Công ty, en: Company, short: PC, parent: null}}
  - {{code: PA01ND, kind: unit, vi: Điện lực, en: Unit, short: ND, parent: PA01, tile: {{column: 0, row: 0}}}}
"""
COMMUNES = f"""kind: communes
{SOURCES}district: {{code: "356", vi: Thành phố, en: City}}
served_by:
  - {{unit: PA01ND, from: 2020-01-01, until: null}}
communes:
  - {{code: "13633", name: Phường Hạ Long}}
"""
FIRST_YEAR = "{unit: PA01ND, from: 2020-01-01, until: 2021-01-01}"


def found(folder: Path) -> list[tuple[str, str, int]]:
    return [
        (Path(problem.file).name, problem.rule, problem.line) for problem in check_documents(folder=folder)
    ]


def rules_of_units(write: Write, folder: Path, text: str) -> list[tuple[str, int]]:
    write("units.yaml", text)
    write("communes.yaml", COMMUNES)
    return [(rule, line) for name, rule, line in found(folder) if name == "units.yaml"]


def rules_of_communes(write: Write, folder: Path, text: str) -> list[tuple[str, int]]:
    write("units.yaml", UNITS)
    write("communes.yaml", text)
    return [(rule, line) for name, rule, line in found(folder) if name == "communes.yaml"]


def test_the_places_of_the_lawbook_have_no_problem() -> None:
    assert check_documents() == []


def test_the_small_province_of_these_tests_has_no_problem(write: Write, tmp_path: Path) -> None:
    assert rules_of_communes(write, tmp_path, COMMUNES) == []
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("{code: PA01ND, kind: unit, vi: a, en: b, short: c, parent: PA01}", "code-repeated"),
        ("{code: PA01VB, kind: unit, vi: a, en: b, short: c, parent: PA02}", "parent-unknown"),
        ("{code: PA01VB, kind: branch, vi: a, en: b, short: c, parent: PA01}", "word-unknown"),
        ("{code: PAXX, kind: unit, vi: a, en: b, short: c, parent: PA01}", "unit-code"),
        ("{code: PA01VB, kind: unit, vi: a, short: c, parent: PA01}", "key-missing"),
        ("{code: PA01VB, kind: unit, vi: a, en: b, short: c, span: {from: 2021-01-01}}", "date-missing"),
        (
            "{code: PA01VB, kind: unit, vi: a, en: b, short: c, parent: PA01, tile: {column: 0, row: 0}}",
            "tile-shared",
        ),
    ],
)
def test_a_slip_in_a_unit(write: Write, tmp_path: Path, entry: str, rule: str) -> None:
    assert rules_of_units(write, tmp_path, UNITS + f"  - {entry}\n") == [(rule, 9)]


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ('{code: "13633", name: Phường Trường Thi}', "code-repeated"),
        ("{code: 13636, name: Phường Trường Thi}", "commune-code"),
        ('{code: "1363", name: Phường Trường Thi}', "commune-code"),
        ('{code: "13636", name: Trường Thi}', "commune-name"),
        ('{code: "13636", name: Xã Nam Vân, unit: PA01ND}', "key-unknown"),
        ('{code: "13636", name: Xã Nam Vân, span: {from: 2021-01-01, until: 2021-01-01}}', "span-empty"),
        ('{code: "13636", name: Xã Nam Vân, span: {from: 2019-01-01, until: null}}', "service-too-short"),
    ],
)
def test_a_slip_in_a_commune(write: Write, tmp_path: Path, entry: str, rule: str) -> None:
    assert rules_of_communes(write, tmp_path, COMMUNES + f"  - {entry}\n") == [(rule, 11)]


@pytest.mark.parametrize(
    ("services", "rule"),
    [
        ("[{unit: PA01ZZ, from: 2020-01-01, until: null}]", "unit-unknown"),
        ("[{unit: PA01ND, from: 2019-01-01, until: null}]", "unit-not-standing"),
        ("[{unit: PA01ND, from: 2021-01-01, until: null}]", "service-too-short"),
        ("[{unit: PA01ND, from: 2020-01-01, until: 2021-01-01}]", "service-too-short"),
        (
            f"[{FIRST_YEAR}, {{unit: PA01ND, from: 2021-02-01, until: null}}]",
            "gap",
        ),
        (
            f"[{FIRST_YEAR}, {{unit: PA01ND, from: 2020-12-01, until: null}}]",
            "overlap",
        ),
    ],
)
def test_on_every_day_one_unit_serves_a_commune(
    write: Write, tmp_path: Path, services: str, rule: str
) -> None:
    entry = f'{{code: "13636", name: Xã Nam Vân, served_by: {services}}}'

    assert rules_of_communes(write, tmp_path, COMMUNES + f"  - {entry}\n") == [(rule, 11)]


def test_a_gap_in_the_service_of_a_whole_district_is_reported_once(write: Write, tmp_path: Path) -> None:
    two = f"  - {FIRST_YEAR}\n  - {{unit: PA01ND, from: 2021-02-01, until: null}}\n"
    text = COMMUNES.replace("  - {unit: PA01ND, from: 2020-01-01, until: null}\n", two)

    problems = rules_of_communes(write, tmp_path, text + '  - {code: "13636", name: Xã Nam Vân}\n')

    assert problems == [("gap", 9)]


def test_a_document_of_a_kind_that_nobody_reads_is_reported(write: Write, tmp_path: Path) -> None:
    assert rules_of_units(write, tmp_path, UNITS.replace("kind: units", "kind: untis"))[0] == (
        "kind-unknown",
        1,
    )


def test_a_unit_that_has_ended_serves_no_commune_any_more(write: Write, tmp_path: Path) -> None:
    ended = UNITS.replace("parent: PA01,", "parent: PA01, span: {from: 2020-01-01, until: 2022-01-01},")

    write("units.yaml", ended)
    write("communes.yaml", COMMUNES)

    assert found(tmp_path) == [("communes.yaml", "unit-not-standing", 8)]
