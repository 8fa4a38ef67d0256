"""A request that turns out to be no supply lets go of what its chain held, and is answered by hand."""

from __future__ import annotations

import pytest

from donghanh.apps.supply.refusals import CannotTakeStep

pytestmark = pytest.mark.django_db


def test_a_case_of_another_kind_is_no_longer_held_by_steps_that_nobody_will_take(desk):
    code = desk.apply().code
    desk.do("accept_case", code)
    desk.step(code, "survey")

    with pytest.raises(CannotTakeStep):
        desk.do("answer_case", code, text="Xong")
    desk.do("reclassify_case", code, service_code="CHANGE_INFO", why="chỉ đổi tên")

    assert desk.supply(code).row.is_over
    desk.do("answer_case", code, text="Đã đổi tên trên hợp đồng.")


def test_a_case_that_becomes_a_supply_again_goes_on_where_it_was(desk):
    code = desk.apply().code
    desk.do("accept_case", code)
    desk.step(code, "survey")
    before = desk.supply(code).row.next_step
    desk.do("reclassify_case", code, service_code="CHANGE_INFO", why="nhầm")
    desk.do("reclassify_case", code, service_code="NEW_LV_RES_URBAN", why="đúng là cấp mới")

    assert (desk.supply(code).row.is_over, desk.supply(code).row.next_step) == (False, before)
