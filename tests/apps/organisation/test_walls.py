"""Tables whose rows are written once: no update, no delete, no TRUNCATE, not even from bare SQL."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import InternalError, ProgrammingError, connection, transaction

pytestmark = pytest.mark.django_db
WALLED = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if {trigger.name for trigger in getattr(model._meta, "triggers", [])} >= {"append_only", "never_emptied"}
)


def refused(sql):
    with pytest.raises((InternalError, ProgrammingError)) as reason, transaction.atomic():
        connection.cursor().execute(sql)
    return str(reason.value)


def test_records_of_acts_and_readings_and_decided_lists_stand_behind_the_wall():
    for name in ("benefitmove", "approvedlist", "drawresult", "issuedreport"):
        assert f"programmes_{name}" in WALLED
    assert {"organisation_act", "organisation_personaldatareading"} <= set(WALLED)


@pytest.mark.parametrize("table", WALLED)
def test_no_table_behind_the_wall_can_be_emptied(table):
    assert f"Cannot truncate {table} table" in refused(f"TRUNCATE {table} CASCADE")


def test_an_act_that_was_recorded_is_neither_changed_nor_taken_out(actors):
    assert "Cannot update or delete" in refused("UPDATE organisation_act SET act = 'nothing'")
    assert "Cannot update or delete" in refused("DELETE FROM organisation_act")


@pytest.mark.django_db(transaction=True)
def test_between_tests_the_tables_are_emptied_all_the_same(actors):
    assert actors.director.roles == {"director"}
