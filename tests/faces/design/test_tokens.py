"""Colours: what is read stands out from what it stands on, in both themes."""

import re
from pathlib import Path

import pytest

from donghanh.faces import design

STYLES = Path(design.__file__).parent / "static" / "design"
TOKENS = (STYLES / "tokens.css").read_text(encoding="utf-8")
TONES = ("good", "warn", "bad", "info", "idle")
GROUNDS = ("ground", "surface", "sunken")
WORDS = [
    *((ink, ground) for ink in ("ink", "muted", "accent", "accent-strong") for ground in GROUNDS),
    *((f"{tone}-ink", f"{tone}-soft") for tone in TONES),
    *(("ink", f"{tone}-soft") for tone in TONES),
    ("bad-ink", "surface"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("accent-strong", "accent-soft"),
    ("accent", "accent-soft"),
    ("ink", "accent-soft"),
]
SHAPES = [
    *((tone, f"{tone}-soft") for tone in TONES),
    *((tone, "surface") for tone in TONES),
    ("line-strong", "surface"),
    ("line-strong", "ground"),
    ("series-delivered", "surface"),
    ("series-received", "series-approved"),
]


def colours_of(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def blocks() -> list[dict[str, str]]:
    found = [colours_of(body) for body in re.findall(r"\{([^{}]*)\}", TOKENS)]
    return [block for block in found if "ground" in block]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_21_between_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), WORDS, ids=lambda name: name)
def test_words_have_contrast_of_at_least_4_5(theme: int, ink: str, ground: str) -> None:
    colours = blocks()[theme]

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES, ids=lambda name: name)
def test_shapes_and_borders_of_fields_have_contrast_of_at_least_3(
    theme: int, shape: str, ground: str
) -> None:
    colours = blocks()[theme]

    assert contrast(colours[shape], colours[ground]) >= 3


def test_dark_by_system_and_dark_by_choice_are_the_same_colours() -> None:
    _light, by_system, by_choice = blocks()

    assert by_system == by_choice


def test_each_colour_of_the_light_theme_has_a_dark_one() -> None:
    light, dark, _ = blocks()

    assert light.keys() == dark.keys()


def test_every_token_that_a_style_uses_exists() -> None:
    said = set(re.findall(r"--([\w-]+):", "".join(p.read_text("utf-8") for p in STYLES.glob("*.css"))))
    used = {
        (path.name, name)
        for path in STYLES.glob("*.css")
        for name in re.findall(r"var\(--([\w-]+)", path.read_text(encoding="utf-8"))
    }

    assert {pair for pair in used if pair[1] not in said} == set()


def test_no_style_asks_another_server() -> None:
    for path in STYLES.glob("*.css"):
        assert "//" not in re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL), (
            path.name
        )
