"""The crew's page of a meter that is read again: the form for an index, also without a script."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.faces.field.conftest import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def meter(field, crew):
    crew.meter = field.planned("test:9", day=TODAY, method="meter_recheck", name="Bà Công Tơ")
    return crew


def save(meter, **said):
    address = f"/hien-truong/luot/{meter.meter}/ghi/"
    return meter.client.post(address, {"kind": "reading", "record_id": str(uuid4()), **said})


def test_the_page_asks_for_registers_and_an_index_where_the_order_does(meter):
    page = meter.page(f"luot/{meter.meter}/")

    assert 'data-part="reading" data-needed="Chỉ số công tơ"' in page
    assert "TD, giờ thấp điểm" in page
    assert 'data-part="reading"' not in meter.page(f"luot/{meter.order}/")


def test_an_index_by_form_is_kept_as_a_whole_number(meter):
    from donghanh.apps.works.models import FieldRecord

    answer = save(meter, register="all", index="01234")

    assert answer.status_code == 302
    assert FieldRecord.objects.get(kind="reading").facts == {"register": "all", "index": 1234}


@pytest.mark.parametrize("index", ["12,5", "-3", "", "9999999999"])
def test_what_is_no_index_is_refused_at_the_page(meter, index):
    answer = save(meter, register="all", index=index)

    assert answer.status_code == 409
    assert "Chỉ số" in answer.content.decode()
