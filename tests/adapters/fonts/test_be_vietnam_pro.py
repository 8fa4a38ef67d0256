"""The typeface of papers: every letter of Vietnamese, the sign of the đồng, figures of equal width."""

from pathlib import Path
from unicodedata import normalize

import pytest
import typst

from donghanh import adapters

FONTS = Path(adapters.__file__).parent / "fonts"
VOWELS = tuple("aăâeêioôơuưy")
MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = "".join(vowel + mark for vowel in VOWELS for mark in MARKS) + "đ"


def drawn(text: str, *, weight: int = 400, style: str = "normal", extra: str = "") -> bytes:
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#set text(font: "Be Vietnam Pro", fallback: false, weight: {weight}, style: "{style}"{extra})\n'
        f"{normalize('NFC', text)}"
    )
    made = typst.compile(source.encode(), format="svg", font_paths=[str(FONTS)], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def width_of(svg: bytes) -> float:
    return float(svg.split(b'width="')[1].split(b"pt")[0])


def forms_of(svg: bytes) -> int:
    """Count the different drawings of letters; a letter that is missing has none."""
    return svg.count(b"<symbol ")


@pytest.mark.parametrize(
    ("weight", "style"), [(400, "normal"), (500, "normal"), (600, "normal"), (700, "normal"), (400, "italic")]
)
def test_every_letter_of_vietnamese_has_a_form_of_its_own(weight, style) -> None:
    letters = LETTERS + LETTERS.upper() + "₫"

    svg = drawn(letters, weight=weight, style=style)

    assert forms_of(svg) == len(set(normalize("NFC", letters)))


def test_letter_that_the_font_lacks_is_seen_as_missing() -> None:
    assert forms_of(drawn("a中b")) == 2


def test_tabular_figures_have_one_width_and_others_do_not() -> None:
    tabular = [width_of(drawn(digit * 9, extra=', number-width: "tabular"')) for digit in "0123456789"]

    assert max(tabular) == pytest.approx(min(tabular), abs=0.01)
    assert width_of(drawn("1" * 9)) < width_of(drawn("4" * 9))


def test_licence_stands_beside_the_fonts() -> None:
    assert "SIL Open Font License, Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
