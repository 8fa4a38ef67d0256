"""Each wall of the house is shown to catch a breach: one is planted in a copy, and the wall is named."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest
from tests.architecture.planted import ROOT, broken, copy_of_house, plant, run_contracts, verdicts

STOREYS = "Each storey knows only those below it"
ENGINES = "No engine knows another"
PURE = "Kernel and engines know no framework, database, network, file, clock or dice"
WITHOUT_DJANGO = "Lawbook, adapters and world work without Django"
STAIRCASE = "Each app knows only those below it on the staircase"
ROWS = "The rows of an app are touched by that app alone"
FACES_WITHOUT_ROWS = "Faces use operations, queries and permissions, never rows"
FACES = "No face knows another, but the design, the sign-in and the clock below all"
RINGS = "No folder imports a neighbour that imports it"

FRAMEWORK = ["django", "procrastinate"]
DATABASE = ["psycopg", "duckdb", "sqlite3"]
NETWORK = ["socket", "requests", "urllib.request", "http.client"]
FILES = ["pathlib", "os", "io", "tempfile", "shutil", "yaml"]
CLOCK_AND_DICE = ["time", "random", "secrets", "uuid"]

ROWS_OF_CUSTOMERS = "import donghanh.apps.customers.models"

breach = pytest.param

BREACHES = [
    breach(STOREYS, "kernel/planted", "import donghanh.engines", id="kernel-knows-engines"),
    breach(STOREYS, "engines/planted/rule", "import donghanh.lawbook", id="engine-reads-the-lawbook"),
    breach(STOREYS, "lawbook/planted", "import donghanh.adapters", id="lawbook-knows-adapters"),
    breach(STOREYS, "adapters/planted", "import donghanh.world", id="adapter-knows-the-world"),
    breach(STOREYS, "world/planted", "import donghanh.adapters", id="world-knows-adapters"),
    breach(STOREYS, "adapters/planted", "import donghanh.apps", id="adapter-knows-apps"),
    breach(STOREYS, "apps/customers/planted", "import donghanh.faces", id="app-knows-faces"),
    breach(STOREYS, "faces/desk/planted", "import donghanh.project", id="face-knows-project"),
    breach(STOREYS, "extras/planted", "", id="a-top-folder-that-nobody-placed"),
    breach(ENGINES, "engines/first/rule", "import donghanh.engines.draws", id="new-engine-knows-old"),
    breach(ENGINES, "engines/draws/planted", "import donghanh.engines.selection", id="engine-knows-engine"),
    breach(WITHOUT_DJANGO, "lawbook/planted", "import django", id="lawbook-with-django"),
    breach(WITHOUT_DJANGO, "adapters/planted", "from django.db import connection", id="adapter-with-django"),
    breach(WITHOUT_DJANGO, "world/planted", "import django.conf", id="world-with-django"),
    breach(STAIRCASE, "apps/organisation/planted", "import donghanh.apps.customers", id="app-looks-up"),
    breach(STAIRCASE, "apps/grid/planted", "import donghanh.apps.programmes", id="app-to-come-looks-up"),
    breach(STAIRCASE, "apps/extras/planted", "", id="an-app-that-nobody-placed"),
    breach(ROWS, "apps/programmes/planted", ROWS_OF_CUSTOMERS, id="rows-of-below"),
    breach(ROWS, "project/planted", ROWS_OF_CUSTOMERS, id="project-touches-rows"),
    breach(FACES_WITHOUT_ROWS, "faces/desk/planted", ROWS_OF_CUSTOMERS, id="face-touches-rows"),
    breach(FACES, "faces/portal/planted", "import donghanh.faces.desk", id="portal-knows-desk"),
    breach(FACES, "faces/cli/planted", "import donghanh.faces.jobs", id="cli-knows-jobs"),
    breach(FACES, "faces/field/planted", "import donghanh.faces.desk", id="face-to-come-knows-desk"),
    breach(FACES, "faces/design/planted", "import donghanh.faces.desk", id="design-knows-desk"),
    breach(FACES, "faces/extras/planted", "", id="a-face-that-nobody-placed"),
]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return copy_of_house(tmp_path)


def test_every_contract_holds_in_the_house_as_it_stands(house: Path) -> None:
    assert broken(house) == set()


@pytest.mark.parametrize(("contract", "module", "line"), BREACHES)
def test_a_breach_is_caught_by_the_wall_it_breaks(house: Path, contract: str, module: str, line: str) -> None:
    plant(house, module, line)

    assert broken(house) - {RINGS} == {contract}  # to look up is often a ring, too


@pytest.mark.parametrize("storey", ["kernel", "engines/draws"])
def test_kernel_and_engines_refuse_all_that_a_rule_has_no_need_of(house: Path, storey: str) -> None:
    refused = [*FRAMEWORK, *DATABASE, *NETWORK, *FILES, *CLOCK_AND_DICE]
    plant(house, f"{storey}/planted", "\n".join(f"import {name}" for name in refused))

    report = run_contracts(house)

    assert broken(house) == {PURE}
    for name in refused:
        assert f"not allowed to import {name.split('.')[0]}:" in report.stdout


def test_two_neighbours_that_import_each_other_are_a_ring(house: Path) -> None:
    plant(house, "kernel/first", "import donghanh.kernel.second")
    plant(house, "kernel/second", "import donghanh.kernel.first")

    assert broken(house) == {RINGS}


def test_a_face_does_not_load_columns_past_the_queries(house: Path) -> None:
    plant(house, "apps/grid/bridge", "")
    plant(house, "faces/cli/planted", "import donghanh.apps.grid.bridge")

    assert broken(house) == {FACES_WITHOUT_ROWS}


def test_an_app_may_import_its_own_rows(house: Path) -> None:
    plant(house, "apps/customers/planted", "import donghanh.apps.customers.models")

    assert broken(house) == set()


def test_an_app_to_come_may_stand_on_those_below(house: Path) -> None:
    plant(house, "apps/grid/planted", "import donghanh.apps.organisation")

    assert broken(house) == set()


def test_the_rows_of_an_app_to_come_are_walled_in(house: Path) -> None:
    plant(house, "apps/grid/models", "")
    plant(house, "apps/programmes/planted", "import donghanh.apps.grid.models")

    assert broken(house) == {ROWS}


def test_apps_to_come_on_one_step_of_the_staircase_do_not_know_each_other(house: Path) -> None:
    plant(house, "apps/outages/planted", "")
    plant(house, "apps/requests/planted", "import donghanh.apps.outages")

    assert broken(house) == {STAIRCASE}


def test_no_contract_is_without_a_planted_breach(house: Path) -> None:
    breached = {param.values[0] for param in BREACHES} | {PURE, RINGS}

    assert breached == set(verdicts(house))


def test_every_contract_that_is_written_is_run(house: Path) -> None:
    written = configparser.ConfigParser()
    written.read(ROOT / ".importlinter")
    names = {written[section]["name"] for section in written.sections() if "contract" in section}

    assert names == set(verdicts(house))
