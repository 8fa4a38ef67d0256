"""The design system in a real browser: both themes and languages, phone and desk, scripts or none."""

import re

import pytest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.browser.design_pages")]
PLACES = ("/design", "/frames/desk", "/frames/portal")
LOOKS = [("vi", 390, "light"), ("vi", 1280, "dark"), ("en", 390, "dark"), ("en", 1280, "light")]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_axe_finds_nothing_serious(live, open_page, serious, shot, place, language, width, theme) -> None:
    page = open_page(live + place, width=width, theme=theme, language=language)

    shot(page, f"{place.strip('/').replace('/', '-')}-{language}-{width}-{theme}")
    assert serious(page) == []


CUT_OFF = """() => [...document.querySelectorAll("main *")]
    .filter((part) => part.innerText && part.clientWidth > 1)
    .filter((part) => getComputedStyle(part).display !== "inline")
    .filter((part) => getComputedStyle(part).overflowX !== "auto")
    .filter((part) => part.scrollWidth > part.clientWidth + 1)
    .map((part) => part.className + ": " + part.innerText.slice(0, 40))"""


@pytest.mark.parametrize("place", PLACES)
def test_page_never_scrolls_sideways_and_cuts_no_word_off(live, open_page, place) -> None:
    page = open_page(live + place)

    for width in (320, 390, 768, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT_OFF) == []


def test_vietnamese_is_set_in_be_vietnam_pro_and_never_in_a_fallback(live, open_page) -> None:
    page = open_page(live + "/design")
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]

    node = session.send("DOM.querySelector", {"nodeId": root, "selector": ".letters-display"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]

    assert {font["familyName"] for font in fonts} == {"Be Vietnam Pro SemiBold"}


def test_digits_of_a_table_have_one_width(live, open_page) -> None:
    page = open_page(live + "/frames/desk")

    widths = page.evaluate("""() => ["1111111", "4444444"].map((text) => {
        const cell = document.querySelector("td.kind-number");
        cell.innerHTML = "<span></span>"; cell.firstChild.textContent = text;
        return cell.firstChild.getBoundingClientRect().width; })""")

    assert widths[0] == pytest.approx(widths[1], abs=0.1)


def test_portal_page_weighs_less_than_100_kb(live, browser) -> None:
    page = browser.new_page()
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))

    page.goto(live + "/frames/portal", wait_until="networkidle")
    page.close()

    assert len(sizes) > 5
    assert sum(sizes) < 100_000


def test_theme_is_switched_by_button_and_kept(live, open_page) -> None:
    page = open_page(live + "/frames/desk", theme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)

    page.get_by_role("button", name="Giao diện tối").click()
    dark = page.evaluate(ground)
    page.reload()

    assert dark != light
    assert page.evaluate(ground) == dark


def test_language_is_switched_by_button_and_kept(live, open_page) -> None:
    page = open_page(live + "/design", language="vi")

    page.get_by_role("button", name="English").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Design system"
    page.reload()
    assert page.locator("html").get_attribute("lang") == "en"


def test_slash_goes_to_the_search_and_question_mark_to_help(live, open_page) -> None:
    page = open_page(live + "/frames/desk")

    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("g?b")

    assert page.locator("#desk-search").input_value() == "g?b"
    assert not page.get_by_role("dialog").is_visible()


def test_g_then_b_goes_to_the_board(live, open_page) -> None:
    page = open_page(live + "/frames/desk?somewhere=else")

    page.keyboard.press("g")
    page.keyboard.press("b")

    page.wait_for_url(live + "/frames/desk")


def test_shortcuts_can_be_switched_off(live, open_page) -> None:
    page = open_page(live + "/frames/desk")

    page.keyboard.press("?")
    page.get_by_label("Bật phím tắt trên máy này").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")

    assert not page.get_by_role("dialog").is_visible()


def test_first_tab_offers_to_skip_to_the_content(live, open_page) -> None:
    page = open_page(live + "/frames/desk")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


def test_every_tile_of_the_map_is_reached_by_keyboard_and_shows_its_focus(live, open_page) -> None:
    page = open_page(live + "/frames/desk")
    page.locator("a.tile").first.focus()

    seen = []
    for _ in range(9):
        seen.append(page.evaluate("document.activeElement.querySelector('.tile-name')?.innerText"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Tab")

    assert len(set(seen)) == 9
    assert None not in seen


def test_menu_opens_without_scripts_on_a_phone(live, open_page) -> None:
    page = open_page(live + "/frames/desk", width=390, scripts=False)
    entry = page.get_by_role("link", name="Tình trạng địa bàn")
    assert entry.count() == 0 or not entry.first.is_visible()

    page.locator(".mobile-menu > summary").click()

    assert page.locator(".mobile-menu").get_by_role("link", name="Tình trạng địa bàn").is_visible()


def test_what_needs_a_script_is_not_shown_without_one(live, open_page) -> None:
    page = open_page(live + "/frames/desk", scripts=False)

    assert page.locator(".needs-script:visible").count() == 0


def test_explanation_opens_without_scripts(live, open_page) -> None:
    page = open_page(live + "/design", scripts=False)
    part = page.locator("#explain .sample .explain")

    part.locator("summary").click()

    assert part.get_by_text("2.431.808 kWh").is_visible()


def test_progress_asks_until_it_is_finished(live, open_page) -> None:
    page = open_page(live + "/design")
    polled = page.locator("#progress .progress").last

    polled.get_by_text("còn 195.000").wait_for(timeout=6000)

    assert polled.locator("progress").get_attribute("value") == "455000"


def test_choosing_all_rows_chooses_each(live, open_page) -> None:
    page = open_page(live + "/frames/desk")

    page.get_by_label("Chọn tất cả các dòng").check()

    assert page.locator('input[name="customer"]:checked').count() == 3


def test_head_of_the_page_is_its_title(live, open_page) -> None:
    page = open_page(live + "/frames/desk")

    assert page.locator("h1").all_inner_texts() == ["Bảng theo dõi tháng Tri ân khách hàng"]
    assert re.fullmatch(r"Bảng theo dõi tháng Tri ân khách hàng · Đồng Hành", page.title())
