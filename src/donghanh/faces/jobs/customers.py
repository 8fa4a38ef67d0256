"""Imports of customers in the background, and the watch over jobs whose worker was killed."""

from __future__ import annotations

from django.db import close_old_connections, connections
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from donghanh.apps.customers import operations
from donghanh.faces import clock

STALLED_AFTER_SECONDS = 60


@app.task(
    name="import_customers",
    queue="customers",
    retry=RetryStrategy(max_attempts=3, wait=10, retry_exceptions={OSError, operations.AlreadyRunning}),
)
def import_customers(import_file_id: int) -> None:
    """Run one import; may be run again at any time, for its state stands in the database."""
    close_old_connections()
    try:
        operations.run_import(import_file_id=import_file_id, at=clock.now())
    finally:
        connections.close_all()  # of this thread; the next job may run in another


def queue_import(import_file_id: int) -> None:
    """Put an import into the queue, unless it waits there already."""
    import_customers.configure(lock=f"import-{import_file_id}").defer(import_file_id=import_file_id)


@app.periodic(cron="* * * * *")
@app.task(name="take_up_stalled_jobs", queue="watch", queueing_lock="take_up_stalled_jobs", pass_context=True)
async def take_up_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Put jobs of workers that are gone back into the queue."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(job)
