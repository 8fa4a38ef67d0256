"""Words of two texts beside each other: which are shared, which differ by marks, which stand alone."""

from __future__ import annotations

import pytest

from donghanh.engines.programmes.side_by_side import side_by_side


def marks(left, right):
    return [[word.likeness for word in side] for side in side_by_side(left=left, right=right)]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Nguyễn Văn An", "nguyễn văn an", [["same"] * 3, ["same"] * 3]),
        ("Nguyễn Văn An", "An Nguyễn Văn", [["same"] * 3, ["same"] * 3]),
        ("Vũ Thị Hường", "Vu Thị Hương", [["marks", "same", "marks"], ["marks", "same", "marks"]]),
        ("Số 12, xóm 4", "xóm 4", [["alone", "alone", "same", "same"], ["same", "same"]]),
        ("", "0912", [[], ["alone"]]),
        ("- -", ".", [["same", "same"], ["same"]]),
    ],
)
def test_words_are_marked_by_what_the_other_side_has(left, right, expected):
    assert marks(left, right) == expected


def test_words_are_given_back_as_they_were_written():
    left, _ = side_by_side(left="Số  127, XÓM 20", right="")

    assert [word.text for word in left] == ["Số", "127,", "XÓM", "20"]
