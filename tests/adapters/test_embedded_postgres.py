"""The embedded server on a real machine: two homes, kill -9, strangers, half-made folders, root and not."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from donghanh.adapters import embedded_postgres as server
from donghanh.adapters import embedded_programs as programs
from donghanh.adapters.loopback import free_port, is_free, port_answers

AS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def make_home():
    """Make homes that every account may pass through; at the end their servers are stopped and gone."""
    homes = []

    def make(mode=0o755):
        home = Path(tempfile.mkdtemp(prefix="donghanh-test-"))
        home.chmod(mode)
        homes.append(home)
        return home

    yield make
    for home in homes:
        server.stop(home=home)
        shutil.rmtree(programs.shelter(home=home), ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def new_home(make_home):
    """A home of this test's own: making its server takes seconds, so few tests ask for it."""
    return make_home()


@pytest.fixture(scope="module")
def two_homes(make_home):
    return make_home(), make_home()


@pytest.fixture
def home(two_homes):
    """The home that most tests share; each finds its server running, whatever the one before did to it."""
    server.ensure_running(home=two_homes[0])
    return two_homes[0]


@pytest.fixture
def cluster(home):
    return server.ensure_running(home=home)


@pytest.fixture
def other(two_homes):
    """A second server, of another home."""
    return server.ensure_running(home=two_homes[1])


def ask(cluster, question, *values):
    # Runs of the tests let commits be lost in a crash; here a commit is to be kept.
    with psycopg.connect(cluster.url, autocommit=True, options="-c synchronous_commit=on") as connection:
        answer = connection.execute(question, values or None)
        return answer.fetchone()[0] if answer.description else None


def postmaster(cluster):
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def kill_hard(cluster):
    os.kill(postmaster(cluster), signal.SIGKILL)
    for _ in range(100):
        if not port_answers(port=cluster.port):
            return
        time.sleep(0.05)


def test_a_new_home_gets_a_server_with_a_database_in_utf8(cluster):
    assert ask(cluster, "select current_database()") == "donghanh"
    assert ask(cluster, "show server_encoding") == "UTF8"
    assert ask(cluster, "select lower('ĐIỆN LỰC Ý YÊN')") == "điện lực ý yên"
    assert ask(cluster, "show listen_addresses") == "127.0.0.1"


def test_asking_again_changes_nothing(home, cluster):
    pid = postmaster(cluster)

    again = server.ensure_running(home=home)

    assert again == cluster
    assert postmaster(again) == pid


def test_a_wrong_password_does_not_open(cluster):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(cluster.url.replace(cluster.password, "guess"))


def test_password_and_data_are_closed_to_others(home, cluster):
    assert (home / "password").stat().st_mode & 0o077 == 0
    assert cluster.data.stat().st_mode & 0o077 == 0


def test_two_homes_run_side_by_side(cluster, other):
    ask(cluster, "create table only_in_one (n int)")

    assert cluster.port != other.port
    assert ask(cluster, "select to_regclass('only_in_one')") == "only_in_one"
    assert ask(other, "select to_regclass('only_in_one')") is None


def test_stopping_one_home_leaves_the_other_alone(cluster, other):
    assert server.stop(home=cluster.home)

    assert not server.is_running(cluster=cluster)
    assert ask(other, "select 1") == 1


def test_data_stand_after_kill_9_of_the_postmaster(home, cluster):
    ask(cluster, "create table kept_over_a_kill (n int)")
    ask(cluster, "insert into kept_over_a_kill values (7)")

    kill_hard(cluster)
    was_running = server.is_running(cluster=cluster)
    cluster = server.ensure_running(home=home)

    assert not was_running
    assert ask(cluster, "select n from kept_over_a_kill") == 7


def test_data_stand_after_a_full_stop_and_a_new_start(home, cluster):
    ask(cluster, "create table kept_over_a_stop as select 7 as n")

    stopped = server.stop(home=home)
    stopped_again = server.stop(home=home)
    cluster = server.ensure_running(home=home)

    assert (stopped, stopped_again) == (True, False)
    assert ask(cluster, "select n from kept_over_a_stop") == 7


def test_a_pid_file_that_names_a_stranger_is_not_believed(home, cluster):
    lines = (cluster.data / "postmaster.pid").read_text().splitlines()
    server.stop(home=home)
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (cluster.data / "postmaster.pid").write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")

        believed = server.is_running(cluster=cluster)
        cluster = server.ensure_running(home=home)

        assert not believed
        assert ask(cluster, "select 1") == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_pid_file_that_names_another_homes_server_is_not_believed(home, cluster, other):
    server.stop(home=home)
    shutil.copy(other.data / "postmaster.pid", cluster.data / "postmaster.pid")

    again = server.ensure_running(home=home)

    assert ask(again, "show data_directory") == str(cluster.data)
    assert ask(other, "select 1") == 1


def test_a_port_that_somebody_else_took_is_left_to_him(home, cluster):
    server.stop(home=home)
    with socket.socket() as somebody:
        somebody.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        somebody.bind(("127.0.0.1", cluster.port))
        somebody.listen()

        again = server.ensure_running(home=home)

        assert again.port != cluster.port
        assert ask(again, "select 1") == 1


def test_a_wished_port_is_taken_when_it_is_free(home):
    server.stop(home=home)
    port = free_port()

    assert server.ensure_running(home=home, port=port).port == port


def test_a_start_killed_before_the_database_was_made_is_finished_by_the_next(other):
    with psycopg.connect(other.url.rpartition("/")[0] + "/postgres", autocommit=True) as connection:
        connection.execute("drop database donghanh")
    other.data.with_name("database.made").unlink()

    assert ask(server.ensure_running(home=other.home), "select 1") == 1


def test_the_reason_of_a_failed_start_is_told_with_the_servers_own_words(home, cluster):
    server.stop(home=home)
    conf = cluster.data / "postgresql.conf"
    sound = conf.read_text()
    with conf.open("a") as out:
        out.write("shared_buffers = 'plenty'\n")

    with pytest.raises(server.CannotStartDatabase, match="shared_buffers") as reason:
        server.ensure_running(home=home)
    conf.write_text(sound)

    assert "Next:" in str(reason.value)


def test_what_is_no_finished_cluster_is_made_anew_or_set_aside_but_never_deleted(new_home):
    """What a killed start left half made goes; a folder of somebody's own files stays, under another name."""
    place = programs.shelter(home=new_home)
    place.mkdir(exist_ok=True)
    (place / "data.new").mkdir()
    (place / "data.new" / "PG_VERSION").write_text("18\n")
    (place / "data").mkdir()
    (place / "data" / "notes.txt").write_text("mine")

    assert ask(server.ensure_running(home=new_home), "select 1") == 1
    assert not (place / "data.new").exists()
    assert (place / "data.aside-1" / "notes.txt").read_text() == "mine"


def test_many_starts_at_once_make_one_server(new_home):
    start = (
        "import sys; from pathlib import Path; from donghanh.adapters import embedded_postgres as e;"
        "print(e.ensure_running(home=Path(sys.argv[1])).port)"
    )
    several = [
        subprocess.Popen([sys.executable, "-c", start, str(new_home)], stdout=subprocess.PIPE)
        for _ in range(4)
    ]

    ports = {process.communicate(timeout=60)[0] for process in several}

    assert len(ports) == 1
    assert [process.returncode for process in several] == [0, 0, 0, 0]


def test_looking_at_a_home_without_a_server_makes_nothing(new_home):
    assert server.find(home=new_home) is None
    assert not server.stop(home=new_home)
    assert list(new_home.iterdir()) == []


@pytest.mark.skipif(not AS_ROOT, reason="only root hands the server to another account")
class TestAsRoot:
    def test_the_server_runs_as_an_unprivileged_account(self, cluster):
        owner = Path(f"/proc/{postmaster(cluster)}").stat().st_uid
        assert pwd.getpwuid(owner).pw_name == cluster.user
        assert owner != 0

    def test_a_home_that_the_account_cannot_reach_gets_a_shelter_outside_and_keeps_it(self, make_home):
        home = make_home(mode=0o700)

        cluster = server.ensure_running(home=home)
        ask(cluster, "create table kept as select 7 as n")
        found, inside = server.find(home=home), home in cluster.data.parents
        server.stop(home=home)
        home.chmod(0o755)

        assert not inside
        assert found == cluster
        assert ask(server.ensure_running(home=home), "select n from kept") == 7

    def test_closing_the_home_later_is_told_and_no_second_server_is_made(self, home):
        server.stop(home=home)
        home.chmod(0o700)

        with pytest.raises(server.CannotStartDatabase, match="chmod o"):
            server.ensure_running(home=home)

        home.chmod(0o755)
        assert ask(server.ensure_running(home=home), "select 1") == 1

    def test_a_shelter_that_somebody_else_made_is_refused(self, make_home):
        home = make_home(mode=0o700)
        place = programs.shelter(home=home)
        place.mkdir()
        os.chown(place, pwd.getpwnam("nobody").pw_uid, -1)

        with pytest.raises(server.CannotStartDatabase, match="belongs to somebody else"):
            server.ensure_running(home=home)

    def test_an_ordinary_account_runs_it_as_itself(self, new_home):
        account = pwd.getpwnam("nobody")
        os.chown(new_home, account.pw_uid, account.pw_gid)
        if not _reachable(programs.of_the_wheel()):
            pytest.skip("the wheel stands where only root may look")

        told = _as_account(account, lambda: _start_ask_stop(new_home))

        assert told == f"{account.pw_uid} None 1"


def test_without_root_the_server_runs_as_ourselves(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert programs.runs_as() is None
    assert programs.shelter(home=Path("/root/closed")) == Path("/root/closed")


def test_root_without_any_unprivileged_account_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(programs, "UNPRIVILEGED", ("no-such-account",))

    with pytest.raises(server.CannotStartDatabase, match="DATABASE_URL"):
        programs.runs_as()


def test_without_the_wheel_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(programs.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(server.CannotStartDatabase, match=r"donghanh\[site\]"):
        programs.of_the_wheel()


def test_a_bound_port_is_not_free_and_a_left_one_is():
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        port = somebody.getsockname()[1]
        taken = is_free(port=port)

    assert not taken
    assert is_free(port=port)


def _reachable(folder):
    return all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents))


def _start_ask_stop(home):
    cluster = server.ensure_running(home=home)
    answer = ask(cluster, "select 1")
    owner = Path(f"/proc/{postmaster(cluster)}").stat().st_uid
    server.stop(home=home)
    return f"{owner} {cluster.user} {answer}"


def _as_account(account, act):
    """Run `act` in a child process that has become another account; gives what it said."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(account.pw_gid)
            os.setuid(account.pw_uid)
            told = act()
        except BaseException as reason:  # noqa: BLE001 (told to the parent)
            told = repr(reason)
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as said:
        return said.read()
