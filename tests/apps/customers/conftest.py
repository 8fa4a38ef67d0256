"""Imports of customers in tests: a folder of their own for uploads, and one call from bytes to outcome."""

from __future__ import annotations

import pytest

from donghanh.apps.customers import operations


@pytest.fixture
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    return settings.MEDIA_ROOT


@pytest.fixture
def bring(uploads, actors, product_now):
    """Receive bytes and run the import: `bring(data)` loads, `bring(data, load=False)` is a dry run."""

    def run(
        data, *, name="khach-hang.csv", load=True, partial=False, again=False, content="customers", who=None
    ):
        actor = who or actors.business
        number = operations.receive_file(
            actor=actor, blocks=[data], name=name, content=content, again=again, at=product_now
        )
        if load:
            operations.ask_for_load(
                actor=actor, import_file_id=number, partial=partial, at=product_now, queue=False
            )
        else:
            operations.ask_for_check(actor=actor, import_file_id=number, at=product_now, queue=False)
        return operations.run_import(import_file_id=number, at=product_now)

    return run
