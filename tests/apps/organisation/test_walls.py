"""Rows that are written once: the database itself refuses to change them, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from donghanh.apps.organisation import operations
from donghanh.apps.organisation.models import Act, AreaStatus, PersonalDataReading

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(actors, product_now, product_day):
    """One row in each table that is append-only."""
    operations.record_act(actor=actors.director, act="test", subject="s", facts={"a": 1}, at=product_now)
    operations.record_reading(actor=actors.director, what="page", subject="customer:1", at=product_now)
    operations.set_area_status(
        actor=actors.director,
        commune_code="13729",
        status="quarantined",
        from_on=product_day,
        until_on=None,
        source="CV 1",
        at=product_now,
    )


TABLES = {
    "organisation_act": "act = 'other'",
    "organisation_personaldatareading": "what = 'other'",
    "organisation_areastatus": "status = 'normal'",
    "organisation_staffevent": "full_name = 'other'",
    "organisation_rolegrantevent": "role = 'director'",
    "organisation_unitevent": "name_vi = 'other'",
    "organisation_unitplacementevent": "from_on = '2000-01-01'",
    "organisation_areastatusevent": "status = 'normal'",
}


@pytest.mark.parametrize("table", sorted(TABLES))
@pytest.mark.parametrize("order", ["UPDATE {table} SET {change}", "DELETE FROM {table}"])
def test_raw_sql_changes_and_deletes_nothing(written, table, order):
    statement = order.format(table=table, change=TABLES[table])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        (before,) = cursor.fetchone()

    with (
        pytest.raises(DatabaseError, match="Cannot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert before > 0


def test_neither_do_rows_of_django(written):
    for model in (Act, PersonalDataReading, AreaStatus):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(product_at=None)


def test_the_real_moment_is_written_by_the_server_beside_the_product_moment(written, product_now):
    row = Act.objects.get(act="test")

    assert row.product_at == product_now
    assert (row.recorded_at - product_now).days > 365


def test_history_of_staff_keeps_no_password(actors):
    from django.apps import apps

    names = {field.name for field in apps.get_model("organisation", "StaffEvent")._meta.get_fields()}

    assert "full_name" in names
    assert not {"password", "last_login"} & names
