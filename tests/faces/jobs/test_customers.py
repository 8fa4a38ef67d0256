"""Imports in the queue: run by a worker, taken up again when the worker was killed."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.apps.customers.customer_files import csv_bytes, good_row

from donghanh.apps.customers import operations
from donghanh.apps.customers.models import Customer, ImportFile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queued(monkeypatch, settings, tmp_path, actors, product_now):
    """A file of one customer whose load stands in the queue; the number of the import."""
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    settings.MEDIA_ROOT = tmp_path / "uploads"
    # The worker's timer would keep a connection in a thread of its own, beyond the end of the test.
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    with connection.cursor() as cursor:  # Django does not empty the queue's tables between tests
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
    number = operations.receive_file(
        actor=actors.business, blocks=[csv_bytes([good_row(1)])], name="a.csv", at=product_now
    )
    operations.ask_for_load(actor=actors.business, import_file_id=number, at=product_now)
    return number


def run_apart(waiting) -> None:
    """Run in a thread of its own: a browser test before this one may have left an event loop in ours."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(asyncio.run, waiting).result()


def work() -> None:
    """Run what is queued, and end."""

    async def run() -> None:
        worker = app.with_connector(app.connector.get_worker_connector())
        async with worker.open_async():
            await worker.run_worker_async(wait=False, install_signal_handlers=False, queues=["customers"])

    run_apart(run())


def test_asking_for_a_load_puts_one_job_into_the_queue(queued):
    job = ProcrastinateJob.objects.get(task_name="import_customers")

    assert (job.args, job.status) == ({"import_file_id": queued}, "todo")
    assert not Customer.objects.exists()


def test_a_worker_runs_the_import(queued):
    work()

    assert ImportFile.objects.get().state == "loaded"
    assert Customer.objects.count() == 1


def test_a_job_run_twice_loads_once(queued):
    from donghanh.faces.jobs.customers import queue_import

    queue_import(queued)

    work()

    assert Customer.objects.count() == 1
    jobs = ProcrastinateJob.objects.filter(task_name="import_customers")
    assert list(jobs.values_list("status", flat=True)) == ["succeeded", "succeeded"]


def test_a_job_whose_worker_was_killed_is_taken_up_again(queued):
    from donghanh.faces.cli.jobs import _take_up_stalled

    take_the_job_and_die()
    work()
    assert not Customer.objects.exists()

    run_apart(_with_worker(lambda worker: _take_up_stalled(worker, stalled_after=0)))
    work()

    assert Customer.objects.count() == 1


def take_the_job_and_die() -> None:
    """Leave the queue as a worker that took the job a while ago and was killed leaves it."""

    async def take(worker) -> None:
        number = await worker.job_manager.register_worker()
        assert await worker.job_manager.fetch_job(queues=["customers"], worker_id=number)

    run_apart(_with_worker(take))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")


async def _with_worker(act) -> None:
    worker = app.with_connector(app.connector.get_worker_connector())
    async with worker.open_async():
        await act(worker)
