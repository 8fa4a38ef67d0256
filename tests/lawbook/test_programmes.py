"""The appreciation months of 2021 in the lawbook: the article's figures, each with its source."""

import json
from datetime import date

import pytest

from donghanh.engines.programmes.shares import propose_shares, share_findings
from donghanh.lawbook.check import check_lawbook
from donghanh.lawbook.documents import DocumentRefused
from donghanh.lawbook.places import communes_on, units_on
from donghanh.lawbook.programmes import (
    check_documents,
    parse_template,
    read_template,
    template_codes,
    template_text,
)

CODE = "tri-an-khach-hang-2021"
ARTICLE_TARGETS = {
    "substation-cleaning": 18,
    "home-wiring": 90,
    "large-customer-gifts": 80,
    "online-payment-draw": 10,
    "household-repairs": 50,
    "welfare-gifts": 50,
    "masks": 20_000,
    "tablets": 5,
}


@pytest.fixture(scope="module")
def template():
    return read_template(code=CODE)


def test_the_lawbook_s_templates_hold():
    assert check_documents() == []
    assert [problem for problem in check_lawbook() if "programmes" in problem.file] == []


def test_the_targets_are_those_of_the_article(template):
    targets = {one.code: one.target for one in template.activities if one.target is not None}

    assert targets == ARTICLE_TARGETS
    assert all(template.activity(code=code).source.key == "article" for code in targets)


def test_the_months_are_december_and_january(template):
    assert (template.from_on, template.until_on) == (date(2021, 12, 1), date(2022, 2, 1))


def test_the_motto_and_the_three_programmes_are_the_article_s_words(template):
    assert template.motto_vi == (
        "Đồng hành cùng khách hàng vượt qua khó khăn do ảnh hưởng của dịch bệnh COVID-19"
    )
    assert [one.code for one in template.programmes] == ["supply", "appreciation", "welfare"]
    assert "chất lượng cung ứng, kinh doanh điện năng" in template.programmes[0].name_vi
    assert "tri ân khách hàng" in template.programmes[1].name_vi
    assert "mở rộng chương trình an sinh xã hội" in template.programmes[2].name_vi


def test_every_row_from_m2_to_m21_has_its_activity_once(template):
    assert [one.row for one in template.activities] == [f"M{number}" for number in range(2, 22)]


def test_a_measure_has_no_target_and_says_what_will_feed_it(template):
    measures = [one for one in template.activities if one.method == "measure"]

    assert len(measures) == 12
    assert {one.programme_code for one in measures} == {"supply"}
    for one in measures:
        assert one.target is None
        assert one.terms["measure"]
        assert one.terms["fed_by_vi"]
        assert one.terms["fed_by_en"]


def test_each_method_of_the_article_is_used_where_it_belongs(template):
    methods = {one.code: one.method for one in template.activities if one.method != "measure"}

    assert methods == {
        "substation-cleaning": "rule",
        "home-wiring": "quota",
        "large-customer-gifts": "rule",
        "online-payment-draw": "draw",
        "household-repairs": "nomination",
        "welfare-gifts": "nomination",
        "masks": "allocation",
        "tablets": "nomination",
    }


def test_xuan_truong_has_three_enterprises_named(template):
    share = next(
        one for one in template.activity(code="substation-cleaning").shares if one.unit_code == "PA01XT"
    )

    assert share.amount == 3
    assert [one.name for one in share.named] == [
        "Công ty cổ phần Hoàng Vinh",
        "Công ty cổ phần Vật liệu xây dựng Xuân Châu",
        "Xí nghiệp Chế biến thủy sản Xuân Thủy",
    ]
    assert names_of(share.commune_codes) == ["Thị trấn Xuân Trường", "Xã Xuân Châu", "Xã Xuân Vinh"]


@pytest.mark.parametrize(
    ("activity", "amount", "communes"),
    [
        ("substation-cleaning", 6, []),
        ("welfare-gifts", 10, ["Xã Mỹ Hưng", "Xã Nam Phong"]),
        ("household-repairs", 10, ["Xã Mỹ Thuận", "Phường Trần Đăng Ninh"]),
    ],
)
def test_the_city_unit_has_the_shares_that_the_article_gives(template, activity, amount, communes):
    share = next(one for one in template.activity(code=activity).shares if one.unit_code == "PA01ND")

    assert share.amount == amount
    assert names_of(share.commune_codes) == communes
    assert share.source.is_confirmed


def names_of(codes):
    names = {commune.code: commune.name for commune in communes_on(day=date(2021, 12, 1))}
    return [names[code] for code in codes]


def test_known_and_proposed_shares_sum_to_every_target(template):
    customers = {unit.code: 1 + place for place, unit in enumerate(units_on(day=template.from_on))}
    assert len(customers) == 9

    for one in template.activities:
        if one.target is not None:
            known = {share.unit_code: share.amount for share in one.shares}
            shares = propose_shares(target=one.target, customers=customers, known=known)
            assert share_findings(target=one.target, shares=shares) == ()


def test_no_amount_of_money_is_invented(template):
    assert len(template.budget) == 9
    assert {(line.amount_dong, line.status) for line in template.budget} == {(None, "to_be_confirmed")}
    assert {line.activity_code for line in template.budget} == set(ARTICLE_TARGETS)


@pytest.mark.parametrize("status", ["normal", "quarantined", "locked_down"])
def test_each_promise_says_how_a_visit_is_made_in_an_area_of_each_status(template, status):
    for code in ARTICLE_TARGETS:
        note = template.activity(code=code).terms["safety"][status]
        assert note["vi"]
        assert note["en"]
        assert (note["visit"] == "as_planned") is (status == "normal")


def test_nobody_enters_a_locked_down_area_for_a_repair_but_masks_are_left_at_the_checkpoint(template):
    def visit(code):
        return template.activity(code=code).terms["safety"]["locked_down"]["visit"]

    assert visit("household-repairs") == "postponed"
    assert visit("masks") == "at_distance"


def test_the_draw_asks_for_both_facts_within_december(template):
    rule = template.activity(code="online-payment-draw").terms["rule"]

    december = {"from": "2021-12-01", "until": "2022-01-01"}
    assert (rule["registered"], rule["installed"]) == (december, december)


def test_large_customers_are_above_two_million_over_the_twelve_months_before(template):
    rule = template.activity(code="large-customer-gifts").terms["rule"]

    assert (rule["more_than_kwh"], rule["months"]) == (2_000_000, 12)
    assert rule["energy_window"] == {"from": "2020-12-01", "until": "2021-12-01"}


def test_where_order_or_chance_decides_a_unit_s_share_does_not_bind(template):
    binding = {one.code for one in template.activities if one.terms["shares_bind"]}

    assert binding == {"substation-cleaning", "household-repairs", "welfare-gifts", "tablets"}


def test_terms_can_be_kept_as_json(template):
    for one in template.activities:
        assert json.loads(json.dumps(one.terms)) == one.terms


def test_the_kept_text_reads_back_to_the_same_template(template):
    again = parse_template(text=template_text(code=CODE))

    assert again == template
    assert again.digest == template.digest


def test_the_digest_follows_the_values_and_not_the_comments(template):
    text = template_text(code=CODE)

    assert parse_template(text="# a comment\n" + text).digest == template.digest
    assert parse_template(text=text.replace("target: 20000", "target: 20001")).digest != template.digest


def test_an_unknown_activity_is_told_with_those_that_exist(template):
    with pytest.raises(KeyError, match="tablets"):
        template.activity(code="lamps")


def test_an_unknown_template_is_told_with_those_that_exist():
    with pytest.raises(
        DocumentRefused, match=r"tri-an-1999\.yaml:1: template-missing.*tri-an-khach-hang-2021"
    ):
        read_template(code="tri-an-1999")


def test_the_codes_are_the_names_of_the_files():
    assert CODE in template_codes()
