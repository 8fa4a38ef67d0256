"""
Households that nobody named: a list of storm damage and arrears comes in, the company searches, units look.

Whom the generated list names follows from the world's order of customers; no household is meant.
"""

from __future__ import annotations

from datetime import date, timedelta

from donghanh.apps.customers.queries import customer_card
from donghanh.apps.programmes.operations.leads import Recorded, answer_lead, find_missed, record_signs
from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate
from donghanh.apps.programmes.queries.leads import LeadLine, leads
from donghanh.apps.programmes.refusals import Refused
from donghanh.faces.story.people import CAMPAIGN, Story

LISTED_ON, SEARCHED_ON = date(2021, 12, 3), date(2021, 12, 8)
LOOKED_FROM, LOOKED_UNTIL = date(2021, 12, 10), date(2021, 12, 18)
LOOKED_AT, EVERY = 300, 9
SOURCES = {
    "storm_damage": "Báo cáo thiệt hại do bão số 8, tháng 10/2021 (dữ liệu sinh cho bản trình diễn)",
    "arrears": "Danh sách hộ còn nợ tiền điện tháng 11/2021 (dữ liệu sinh cho bản trình diễn)",
}


def lead(story: Story) -> None:
    """Do what belongs to this day: the list, the search, or a look at one household by each unit."""
    if story.day == LISTED_ON:
        _record(story)
    elif story.day == SEARCHED_ON:
        find_missed(actor=story.actor("kinhdoanh"), campaign_code=CAMPAIGN, at=story.at)
    elif LOOKED_FROM <= story.day < LOOKED_UNTIL:
        for unit in sorted(set(story.unit_of.values())):
            _look(story, unit)


def _record(story: Story) -> None:
    business = story.actor("kinhdoanh")
    first = story.world.large
    known = story.world.slice(start=first, until=first + LOOKED_AT).customers
    homes = known.filter(known["kind"] == "household")["code"].to_list()[::EVERY]
    there = [code for code in homes if customer_card(actor=business, code=code) is not None]
    for place, sign in enumerate(SOURCES):
        on = story.day - timedelta(days=50 - 40 * place)
        signs = [Recorded(code, sign, on) for code in there[place::2]]
        record_signs(actor=business, signs=signs, source=SOURCES[sign], at=story.at)


def _look(story: Story, unit: str) -> None:
    """The unit's officer goes to the household with the heaviest signs that nobody has looked at."""
    officer = story.of_unit("nhanvien", unit)
    open_ones = leads(actor=officer, campaign_code=CAMPAIGN, unit_code=unit, standing="open").lines
    if not open_ones:
        return
    line = open_ones[0]
    if line.number % 3 and _nominated(story, unit, line):
        answer_lead(actor=officer, number=line.number, answer="will_nominate", at=story.at)
    else:
        why = "Đã đến xem: hộ có người đi làm xa, nhà ít dùng điện"
        answer_lead(actor=officer, number=line.number, answer="not_in_need", why=why, at=story.at)


def _nominated(story: Story, unit: str, line: LeadLine) -> bool:
    try:
        nominate(
            actor=story.of_unit("nhanvien", unit), campaign_code=CAMPAIGN, activity_code="household-repairs",
            at=story.at, why="Đến xem theo gợi ý: điện sau công tơ không an toàn",
            beneficiary=Beneficiary(customer_code=line.customer_code, social_class="hardship"),
        )  # fmt: skip
    except Refused:
        return False
    return True
