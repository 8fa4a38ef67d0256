"""Components: what they are handed is escaped, and what they say is right."""

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from donghanh.faces import design

EVIL = '<script>alert("x")</script>&'
ESCAPED = "&lt;script&gt;"


def drawn(code: str, **values: object) -> str:
    return Template("{% load design %}" + code).render(Context(values))


def drawn_at(address: str, code: str, **values: object) -> str:
    return drawn(code, request=RequestFactory().get(address), **values)


class EvilForm(forms.Form):
    name = forms.CharField(label=EVIL, help_text=EVIL)


TILE = {"unit_code": EVIL, "name": EVIL, "word": EVIL, "tone": EVIL, "url": EVIL, "figure": EVIL}
BAR = {
    "label": EVIL,
    "url": EVIL,
    "word": EVIL,
    "tone": "bad",
    "start": date(2021, 12, 1),
    "until": date(2021, 12, 9),
}
COLUMNS = [
    {"key": "a", "label": EVIL, "sort": True, "url_key": "u"},
    {"key": "s", "label": EVIL, "kind": "status"},
]
CODES = {
    "status": "{% status evil evil %}",
    "button": "{% button evil kind=evil name=evil value=evil %}",
    "link_button": "{% button evil url=evil %}",
    "icon": '{% icon "search" label=evil %}',
    "breadcrumbs": "{% breadcrumbs pairs %}",
    "progress": "{% progress 1 2 evil unit=evil poll_url=evil %}",
    "stacked_meter": "{% stacked_meter 4 3 2 1 label=evil urls=urls %}",
    "unit_tile_map": "{% unit_tile_map tiles label=evil %}",
    "time_line": "{% time_line start until start bars label=evil %}",
    "life_cycle": "{% life_cycle pairs evil stopped=evil %}",
    "tabs": "{% tabs views label=evil %}",
    "key_values": "{% key_values triples %}",
    "state_panel": '{% state_panel "error" evil evil evil evil %}',
    "confirmation": "{% confirmation evil evil evil %}",
    "notice": "{% notice evil evil %}{{ evil }}{% endnotice %}",
    "explain": "{% explain evil %}{{ evil }}{% endexplain %}",
    "capture": "{% capture as kept %}{{ evil }}{% endcapture %}{{ kept }}",
    "filter_bar": "{% filter_bar evil evil %}{{ evil }}{% endfilter_bar %}",
    "filter_select": "{% filter_select evil evil pairs value=evil %}",
    "search_field": "{% search_field evil name=evil value=evil hint=evil %}",
    "data_table": "{% data_table columns rows caption=evil select=evil %}",
    "empty_table": "{% data_table columns none empty=evil %}",
    "sort_head": "{% sort_head evil evil %}",
    "error_summary": "{% error_summary form %}",
    "field": "{% field form.name %}",
}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_component_escapes_every_value(code: str) -> None:
    html = drawn_at(
        "/?sort=<script>",
        code,
        evil=EVIL,
        pairs=[(EVIL, EVIL)],
        triples=[(EVIL, EVIL, EVIL)],
        views=[(EVIL, EVIL, True, 3)],
        urls={"target": EVIL},
        tiles=[TILE],
        bars=[BAR],
        start=date(2021, 12, 1),
        until=date(2022, 2, 1),
        columns=COLUMNS,
        rows=[{"a": EVIL, "u": EVIL, "s": EVIL, "id": EVIL, "name": EVIL}],
        none=[],
        form=EvilForm({}),
    )

    assert ESCAPED in html
    assert "<script" not in html


def test_no_template_of_any_face_holds_a_style_or_script() -> None:
    for path in (Path(design.__file__).parent.parent).rglob("templates/**/*.html"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script>", source), path.name


def test_state_is_told_by_shape_and_word() -> None:
    html = drawn('{% status "Trễ 2 ngày" "bad" %}')

    assert "shape-bad" in html
    assert "Trễ 2 ngày" in html


def test_tone_that_nobody_knows_is_drawn_as_idle() -> None:
    assert "status-idle" in drawn('{% status "?" "purple" %}')


def test_each_tone_has_a_shape_of_its_own() -> None:
    shapes = {
        drawn(f'{{% status "" "{tone}" %}}').split("<svg")[1].split(">", 1)[1]
        for tone in ("good", "info", "warn", "bad", "idle")
    }

    assert len(shapes) == 5


@pytest.mark.parametrize(("level", "tone"), [("success", "good"), ("warning", "warn"), ("error", "bad")])
def test_levels_of_messages_have_their_tone(level: str, tone: str) -> None:
    assert f"notice-{tone}" in drawn("{% notice level %}x{% endnotice %}", level=level)


def test_progress_says_what_is_done_and_what_is_left() -> None:
    html = drawn('{% progress 390000 650000 "Nhập" unit="dòng" %}')

    assert "390.000 trên 650.000 dòng, còn 260.000" in html
    assert 'value="390000" max="650000"' in html


def test_progress_asks_again_only_while_it_is_not_finished() -> None:
    assert "hx-get" in drawn('{% progress 1 2 "Nhập" poll_url="/p" %}')
    assert "hx-get" not in drawn('{% progress 2 2 "Nhập" poll_url="/p" %}')


def test_progress_without_a_known_total_claims_no_share() -> None:
    html = drawn('{% progress 1200 None "Nhập" %}')

    assert "max=" not in html
    assert "%" not in html


def test_stacked_meter_is_drawn_on_the_scale_of_the_largest_count() -> None:
    html = drawn("{% stacked_meter 80 100 50 25 %}")

    assert re.findall(r'class="series-(\w+)" x="0" width="([\d.]+%)"', html) == [
        ("target", "80.0%"), ("approved", "100.0%"), ("delivered", "50.0%"), ("received", "25.0%")
    ]  # fmt: skip


def test_stacked_meter_links_each_number_to_its_list() -> None:
    html = drawn("{% stacked_meter 80 68 0 0 urls=urls %}", urls={"approved": "/danh-sach/?state=approved"})

    assert '<a class="figure" href="/danh-sach/?state=approved">68</a>' in html
    assert html.count("<a ") == 1


def test_table_writes_numbers_and_says_unknown_as_a_dash() -> None:
    columns = [{"key": "n", "label": "kWh", "kind": "number"}]

    html = drawn(
        "{% data_table columns rows %}", columns=columns, rows=[{"n": 2431808}, {"n": None}, {"n": 0}]
    )

    assert re.findall(r'<td[^>]*kind-number right">([^<]*)</td>', html) == ["2.431.808", "–", "0"]


def test_sorting_keeps_the_filters_and_leaves_the_page() -> None:
    html = drawn_at("/x?unit=PA01ND&page=3&sort=name", '{% sort_head "Tên" "name" %}')

    assert 'href="?unit=PA01ND&amp;sort=-name"' in html
    assert 'aria-sort="ascending"' in html


def test_pages_of_a_list_keep_the_filters() -> None:
    page = Paginator(list(range(100)), 20).page(2)

    html = drawn_at("/x?unit=PA01ND&page=2", "{% pagination page %}", page=page)

    assert 'href="?unit=PA01ND&amp;page=1"' in html
    assert 'href="?unit=PA01ND&amp;page=3"' in html
    assert "Trang 2 trên 5, tất cả 100 mục" in html


def test_first_and_last_page_offer_no_page_outside() -> None:
    html = drawn_at("/x", "{% pagination page %}", page={"number": 1, "page_count": 1, "total_count": 0})

    assert "<a " not in html


def test_field_in_error_is_tied_to_its_hint_and_error() -> None:
    html = drawn("{% field form.name hint='Gợi ý' %}", form=EvilForm({}))

    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'id="id_name_hint"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_error_summary_leads_to_the_field_and_is_absent_without_errors() -> None:
    assert 'href="#id_name"' in drawn("{% error_summary form %}", form=EvilForm({}))
    assert drawn("{% error_summary form %}", form=EvilForm({"name": "x"})).strip() == ""


def test_error_of_a_group_of_choices_leads_to_its_first_choice() -> None:
    class Choice(forms.Form):
        kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)

    html = drawn("{% error_summary form %}{% field form.kind %}", form=Choice({}))

    target = re.search(r'href="#([^"]+)"', html)
    assert target
    assert f'id="{target[1]}"' in html


def test_life_cycle_marks_what_is_behind_and_ahead() -> None:
    html = drawn('{% life_cycle steps "b" %}', steps=[("a", "A"), ("b", "B"), ("c", "C")])

    assert re.findall(r'class="step step-(\w+)"', html) == ["done", "current", "ahead"]


def test_captured_text_is_escaped_once() -> None:
    assert drawn("{% capture as kept %} a & {{ b }} {% endcapture %}{{ kept }}", b="<") == "a & &lt;"
