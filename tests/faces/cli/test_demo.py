"""`donghanh demo` on a home of its own: done once, killed and done again, stopped, and what it refuses."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest

from donghanh.adapters import embedded_postgres, embedded_programs
from donghanh.adapters.loopback import free_port

TABLES = (
    "customers_customer", "customers_monthlyenergy", "organisation_staff", "organisation_rolegrant",
    "programmes_campaign", "programmes_activity", "programmes_benefit", "programmes_benefitmove",
    "accounts_charge", "accounts_entry", "accounts_transfer",
)  # fmt: skip
SMALL = ("demo", "--customers", "300", "--day", "2021-12-04")


def environment(home, **more):
    left_out = ("DATABASE_URL", "DONGHANH_TEST_DATABASE", "PGOPTIONS", "DONGHANH_POOL", "DONGHANH_DEMO")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "DONGHANH_HOME": str(home), **more}


def start(home, *words, **more):
    return subprocess.Popen(
        [sys.executable, "-m", "donghanh", *words],
        env=environment(home, **more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(home, *words, **more):
    process = start(home, *words, **more)
    said, told = process.communicate(timeout=900)
    return process.returncode, said, told


def ask(home, question):
    cluster = embedded_postgres.find(home=home / "postgres")
    with psycopg.connect(cluster.url) as connection:
        return connection.execute(question).fetchone()[0]


def counts(home):
    indexes = ask(home, "select count(*) from pg_indexes where schemaname = 'public'")
    supplied = ask(home, "select count(*) from organisation_act where act = 'open_customer'")
    more = {"indexes": indexes, "supplied": supplied}
    return {table: ask(home, f"select count(*) from {table}") for table in TABLES} | more


def wait_until(condition, *, seconds=120):
    until = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


@pytest.fixture(scope="module")
def home():
    place = Path(tempfile.mkdtemp(prefix="donghanh-test-"))
    place.chmod(0o755)
    yield place
    embedded_postgres.stop(home=place / "postgres")
    shutil.rmtree(embedded_programs.shelter(home=place / "postgres"), ignore_errors=True)
    shutil.rmtree(place, ignore_errors=True)


def kill_when_it_waits_for(home, table, *, then_empty):
    """Start the demo, kill it (kill -9) while it is about to write to `table`, and see that nothing stays."""
    cluster = embedded_postgres.find(home=home / "postgres")
    with psycopg.connect(cluster.url) as connection:
        connection.execute(f"lock table {table} in access exclusive mode")
        process = start(home, *SMALL, "--no-serve")
        waits = wait_until(lambda: ask(home, "select count(*) from pg_locks where not granted"))
        process.kill()
        process.communicate()
    assert waits, f"the demo never came to {table}"
    others = "select count(*) from pg_stat_activity where backend_type = 'client backend'"
    assert wait_until(lambda: ask(home, others) == 1)
    assert ask(home, f"select count(*) from {then_empty}") == 0


@pytest.fixture(scope="module")
def made(home):
    """A demo that was killed while it loaded its people, and again in its story, and then made."""
    assert run(home, "database", "migrate")[0] == 0
    kill_when_it_waits_for(home, "customers_monthlyenergy", then_empty="customers_customer")
    kill_when_it_waits_for(home, "programmes_benefitmove", then_empty="programmes_campaign")

    status, _, told = run(home, *SMALL, "--no-serve")

    assert status == 0, told
    return counts(home)


def test_what_was_killed_is_made_whole_by_the_next_start(made):
    assert made["customers_customer"] - made["supplied"] == 300
    assert made["programmes_campaign"] == 1
    assert made["programmes_benefitmove"] >= made["programmes_benefit"] > 0


def test_a_second_start_adds_nothing(home, made):
    status, _, told = run(home, *SMALL, "--no-serve")

    assert status == 0
    assert "stands on 04/12/2021" in told
    assert counts(home) == made


def test_two_starts_at_once_add_nothing(home, made):
    both = [start(home, *SMALL, "--no-serve") for _ in range(2)]

    assert [process.wait(timeout=900) for process in both] == [0, 0]
    for process in both:
        process.communicate()
    assert counts(home) == made


def test_another_size_is_told_and_leaves_the_demo_as_it_is(home, made):
    status, _, told = run(home, "demo", "--customers", "400", *SMALL[3:], "--no-serve")

    assert status == 0
    assert "keeps its 300 customers" in told
    assert counts(home) == made


def test_kill_or_ctrl_c_ends_web_server_and_worker_and_leaves_the_database(home, made):
    for number in (signal.SIGTERM, signal.SIGINT):
        port = free_port()
        process = start(home, *SMALL, "--port", str(port))
        line = process.stdout.readline()
        page = urllib.request.urlopen(f"http://localhost:{port}/dang-nhap/", timeout=60).read().decode()

        process.send_signal(number)
        _, told = process.communicate(timeout=40)

        assert f"http://localhost:{port}/" in line
        assert "kinhdoanh" in page
        assert process.returncode == 0
        assert "make stop" in told
        assert _left_of(home) == []
        assert ask(home, "select 1") == 1


def _left_of(home):
    """Commands of processes that still run for this home, but for the database's."""
    mark, found = f"DONGHANH_HOME={home}\0".encode(), []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (place / "environ").read_bytes():
                found.append((place / "cmdline").read_bytes())
        except OSError:
            continue
    return found


def test_a_port_in_use_is_told_and_another_is_taken(home, made):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as somebody:
        taken = somebody.getsockname()[1]
        process = start(home, *SMALL, DONGHANH_PORT=str(taken))
        line = process.stdout.readline()
        process.terminate()
        _, told = process.communicate(timeout=40)

    assert "http://localhost:" in line
    assert f":{taken}/" not in line
    assert f"Port {taken} is in use" in told


def test_serve_refuses_a_database_that_has_not_seen_every_migration(home, made):
    newest = "(select max(name) from django_migrations where app = 'organisation')"
    cluster = embedded_postgres.find(home=home / "postgres")
    with psycopg.connect(cluster.url) as connection:
        name = connection.execute(
            f"delete from django_migrations where app = 'organisation' and name = {newest} returning name"
        ).fetchone()[0]
    try:
        status, said, told = run(home, "serve")
    finally:
        with psycopg.connect(cluster.url) as connection:
            connection.execute(
                "insert into django_migrations (app, name, applied) values ('organisation', %s, now())",
                [name],
            )

    assert status == 2
    assert said == ""
    assert "has not seen" in told
    assert "Next: donghanh database migrate" in told


def test_a_companys_own_customers_are_never_made_a_demo(home, made):
    """Customers without the demo's people: the demo's people are hidden for a moment."""
    cluster = embedded_postgres.find(home=home / "postgres")
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute("update organisation_staff set is_demo = false")
        status, _, told = run(home, *SMALL, "--no-serve")
        connection.execute("update organisation_staff set is_demo = true")

    assert status == 2
    assert f"holds {made['customers_customer']} customers and nobody of the demo" in told


@pytest.mark.parametrize(
    "words", [("--customers", "0"), ("--customers", "many"), ("--port", "99999"), ("--day", "20/12/2021")]
)
def test_what_cannot_be_used_is_refused_before_anything_is_done(tmp_path, words):
    status, said, told = run(tmp_path, "demo", *words)

    assert (status, said) == (2, "")
    assert words[0] in told
    assert list(tmp_path.iterdir()) == []


def test_a_host_that_is_not_ours_is_refused(home, made):
    status, _, told = run(home, "serve", "--host", "203.0.113.7")

    assert status == 2
    assert "203.0.113.7" in told
    assert "Next:" in told
