"""`donghanh jobs`: the worker that runs imports and other long work in the background."""

from __future__ import annotations

import asyncio
import json

import click

from donghanh.faces.cli.house import open_house


@click.group()
def jobs() -> None:
    """Work in the background."""


@jobs.command()
@click.option("--once", is_flag=True, help="End when the queue is empty, instead of waiting for more.")
@click.option("--stalled-after", default=60, show_default=True, help="Seconds without a sign of life.")
def work(once: bool, stalled_after: int) -> None:
    """
    Run queued jobs until stopped with Ctrl-C.

    Jobs of a worker that was killed are taken up again when it has given no sign of life for a while:
    at the start, and every minute.
    """
    open_house()
    from procrastinate.contrib.django import app

    click.echo("Waiting for jobs; stop with Ctrl-C." if not once else "Running what is queued.", err=True)
    asyncio.run(_work(app.with_connector(app.connector.get_worker_connector()), once, stalled_after))


@jobs.command("list")
@click.option("--failed", is_flag=True, help="Only those that failed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_jobs(failed: bool, as_json: bool) -> None:
    """List the jobs that wait, run or failed, the newest first; finished ones are not kept."""
    open_house()
    from procrastinate.contrib.django.models import ProcrastinateJob

    rows = ProcrastinateJob.objects.order_by("-id")
    found = [
        {
            "id": row.id,
            "task": row.task_name,
            "status": row.status,
            "attempts": row.attempts,
            "facts": row.args,
        }
        for row in (rows.filter(status="failed") if failed else rows)
    ]
    if as_json:
        click.echo(json.dumps({"jobs": found}, ensure_ascii=False))
        return
    for job in found:
        click.echo(
            f"{job['id']:>6}  {job['status']:<8} {job['attempts']} times  {job['task']} {job['facts']}"
        )
    if not found:
        click.echo("No job failed." if failed else "No job waits, runs or failed.")


async def _work(app, once: bool, stalled_after: int) -> None:  # type: ignore[no-untyped-def]
    async with app.open_async():
        await _take_up_stalled(app, stalled_after=stalled_after)
        await app.run_worker_async(wait=not once, concurrency=1, delete_jobs="successful")


async def _take_up_stalled(app, *, stalled_after: int) -> None:  # type: ignore[no-untyped-def]
    """Put jobs of workers that are gone back into the queue."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after):
        click.echo(f"Taking up job {job.id} ({job.task_name}): its worker is gone.", err=True)
        await app.job_manager.retry_job(job)
