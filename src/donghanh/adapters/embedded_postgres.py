"""
A PostgreSQL server of the project's own, from the binaries that a wheel brings.

For whoever types `make demo` on a machine with no database: the server listens on loopback only,
asks for a password that stands in the project's `var` folder, and keeps its data there.
As root the server runs as an unprivileged user, because PostgreSQL refuses to run as root; the
wheel's binaries are copied to where that user can read them. A server of the user's own
(`DATABASE_URL`) needs nothing of this file.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from donghanh.adapters import embedded_programs as programs
from donghanh.adapters.embedded_programs import CannotStartDatabase
from donghanh.adapters.loopback import free_port, is_free, port_answers

SUPERUSER = "donghanh"
DATABASE = "donghanh"
# After `kill -9` the dead server's last processes may hold its memory for a moment longer.
PATIENCE_SECONDS = (0.2, 0.5, 1, 2, 4)
SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "max_connections": "600",
    "shared_buffers": "'256MB'",
    "work_mem": "'16MB'",
    "maintenance_work_mem": "'256MB'",
    "max_wal_size": "'4GB'",
    "checkpoint_timeout": "'15min'",
    "random_page_cost": "1.1",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "jit": "off",
}


@dataclass(frozen=True)
class Cluster:
    """Where one embedded server keeps its data, and how to reach it."""

    home: Path
    data: Path
    programs: Path
    user: str | None
    port: int
    password: str

    @property
    def url(self) -> str:
        """Address for clients, password included."""
        return f"postgresql://{SUPERUSER}:{self.password}@127.0.0.1:{self.port}/{DATABASE}"


def ensure_running(*, home: Path, port: int | None = None) -> Cluster:
    """
    Start the server of `home` unless it runs already, making it on the first call.

    home   : folder of this clone's server; two clones have two servers
    port   : a wished TCP port; without it the last one, or any that is free
    raises : CannotStartDatabase, with the end of the server's own log
    """
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(home):
        cluster = _prepare(home=home, port=port)
        if not is_running(cluster=cluster):
            _forget_dead_server(cluster)
            cluster = _with_free_port(cluster, wished=port)
            _start_patiently(cluster)
        _create_database_once(cluster)
        return cluster


def stop(*, home: Path) -> bool:
    """Stop the server of `home`; answers whether there was one to stop."""
    cluster = find(home=home)
    if cluster is None:
        return False
    with _one_at_a_time(cluster.home):
        if not is_running(cluster=cluster):
            return False
        _run(cluster, "pg_ctl", "-D", str(cluster.data), "-m", "fast", "-w", "stop")
        return True


def find(*, home: Path) -> Cluster | None:
    """Look the server of `home` up without starting it; None when it was never made."""
    home = home.resolve()
    if not (home / "port").exists() or not (home / "password").exists():
        return None
    shelter, user = programs.shelter(home=home), programs.runs_as()
    return Cluster(
        home=home,
        data=shelter / "data",
        programs=shelter / "programs" if user else programs.of_the_wheel(),
        user=user,
        port=int((home / "port").read_text()),
        password=(home / "password").read_text().strip(),
    )


def is_running(*, cluster: Cluster) -> bool:
    """Ask whether the postmaster that wrote the cluster's pid file is alive and listens."""
    pid = _postmaster_pid(cluster.data)
    return pid is not None and _serves(pid, cluster.data) and port_answers(port=cluster.port)


def _prepare(*, home: Path, port: int | None) -> Cluster:
    if not (home / "password").exists():
        _write_private(home / "password", secrets.token_urlsafe(24))
    if not (home / "port").exists():
        (home / "port").write_text(str(port or free_port()))
    cluster = find(home=home)
    assert cluster is not None
    programs.make_shelter(home=home)
    if cluster.user:
        programs.copy_for_user(target=cluster.programs)
    if not (cluster.data / "PG_VERSION").exists():
        _make_cluster(cluster)
    return cluster


def _make_cluster(cluster: Cluster) -> None:
    """Make the data folder under another name first: a folder called `data` is always a finished one."""
    half_made = cluster.data.with_name("data.new")
    shutil.rmtree(half_made, ignore_errors=True)  # from a process that was killed
    half_made.mkdir(mode=0o700)
    password_file = cluster.data.with_name("password.initdb")
    _write_private(password_file, cluster.password)
    if cluster.user:
        account = pwd.getpwnam(cluster.user)
        for path in (half_made, password_file):
            os.chown(path, account.pw_uid, account.pw_gid)
    try:
        _run(
            cluster, "initdb", "-D", str(half_made), "-U", SUPERUSER, "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
            "--auth=scram-sha-256", f"--pwfile={password_file}",
        )  # fmt: skip
    finally:
        password_file.unlink(missing_ok=True)
    with (half_made / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{name} = {value}\n" for name, value in SETTINGS.items())
    _set_aside(cluster.data)
    cluster.data.with_name("database.made").unlink(missing_ok=True)
    half_made.replace(cluster.data)


def _set_aside(data: Path) -> None:
    """Keep what stands in the way under another name: we delete no data folder that we did not finish."""
    if not data.exists():
        return
    names = (data.with_name(f"data.aside-{number}") for number in range(1, 1000))
    data.replace(next(name for name in names if not name.exists()))


def _start_patiently(cluster: Cluster) -> None:
    for pause in PATIENCE_SECONDS:
        try:
            return _start(cluster)
        except CannotStartDatabase as reason:
            if "shared memory block" not in str(reason):
                raise
        time.sleep(pause)
    return _start(cluster)


def _start(cluster: Cluster) -> None:
    log = cluster.data.parent / "server.log"
    log.touch()
    if cluster.user:
        os.chown(log, pwd.getpwnam(cluster.user).pw_uid, -1)
    _run(cluster, "pg_ctl", "-D", str(cluster.data), "-l", str(log), "-w", "-t", "60",
         "-o", f"-p {cluster.port}", "start")  # fmt: skip


def _create_database_once(cluster: Cluster) -> None:
    made = cluster.data.with_name("database.made")
    if made.exists():
        return
    reach = ("-h", "127.0.0.1", "-p", str(cluster.port), "-U", SUPERUSER)
    found = _run(cluster, "psql", *reach, "-d", "postgres", "-Atc", "select datname from pg_database")
    if DATABASE not in found.split():
        _run(cluster, "createdb", *reach, DATABASE)
    made.touch()


def _run(cluster: Cluster, program: str, *arguments: str) -> str:
    """Run one of the server's programs as the user that owns the cluster; its output, or why not."""
    as_user: dict[str, object] = {}
    if cluster.user:
        account = pwd.getpwnam(cluster.user)
        as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "PGPASSWORD": cluster.password}
    # Output goes to a file: pg_ctl leaves the server behind, which would hold a pipe open for ever.
    report = cluster.home / f"{program}.out"
    with report.open("w+") as out:
        done = subprocess.run(
            [str(cluster.programs / "bin" / program), *arguments],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment,
            cwd=cluster.data.parent, check=False, **as_user,  # type: ignore[call-overload]
        )  # fmt: skip
        out.seek(0)
        said: str = out.read()
    if done.returncode:
        raise CannotStartDatabase(_explain(cluster, program, done.returncode, said))
    return said


def _explain(cluster: Cluster, program: str, status: int, said: str) -> str:
    log = cluster.data.parent / "server.log"
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-8:]) if log.exists() else "(no log yet)"
    return (
        f"{program} ended with status {status} for the embedded database in {cluster.home}.\n"
        f"It said: {said.strip() or '(nothing)'}\nThe server's log ends with:\n{tail}\n"
        "Next: free disk space if it is full, or set DATABASE_URL to a server of your own."
    )


def _forget_dead_server(cluster: Cluster) -> None:
    """After `kill -9` or a power cut the pid file may name a stranger: the server would refuse to start."""
    pid = _postmaster_pid(cluster.data)
    if pid is not None and not _serves(pid, cluster.data):
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)


def _with_free_port(cluster: Cluster, *, wished: int | None) -> Cluster:
    port = wished or cluster.port
    if not is_free(port=port):  # somebody else's server: take another
        port = free_port()
    (cluster.home / "port").write_text(str(port))
    found = find(home=cluster.home)
    assert found is not None
    return found


def _postmaster_pid(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _serves(pid: int, data: Path) -> bool:
    """Answer whether this process is the postmaster of this data folder, not somebody else's process."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True  # hidden from us: leave its pid file alone
    return os.fsencode(data) in command.split(b"\0")


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
