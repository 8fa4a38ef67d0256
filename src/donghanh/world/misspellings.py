"""
A name as another hand writes it: typing errors, keyboards that are switched off, initials, another order.

Each hand takes a text and gives what stands on the other list; it knows nothing of any search for
duplicates, so that a search can be judged by it (see `rewriting`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import numpy as np

Rolls = np.random.Generator
Hand = Callable[[str, Rolls], str]

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    letter: [near for pair in pairwise(row) if letter in pair for near in pair if near != letter]
    for row in _ROWS
    for letter in row
}
# Combining marks: circumflex, breve, horn; then the tones huyền, hỏi, ngã, sắc, nặng.
_TELEX = {
    "\u0306": "w",
    "\u031b": "w",
    "\u0300": "f",
    "\u0309": "r",
    "\u0303": "x",
    "\u0301": "s",
    "\u0323": "j",
}
_VNI = {
    "\u0302": "6",
    "\u0306": "8",
    "\u031b": "7",
    "\u0300": "2",
    "\u0309": "3",
    "\u0303": "4",
    "\u0301": "1",
    "\u0323": "5",
}
_TONES = "\u0300\u0309\u0303\u0301\u0323"


def without_marks(text: str, rolls: Rolls) -> str:
    """Write bare letters, each word with a capital."""
    del rolls
    return " ".join(word.capitalize() for word in _bare(text).split(" "))


def mistyped(text: str, rolls: Rolls) -> str:
    """Drop, double, swap or miss one letter or digit, anywhere."""
    places = [at for at, letter in enumerate(text) if letter.isalnum()]
    if not places:
        return text
    at = places[int(rolls.integers(len(places)))]
    before, letter, after = text[:at], text[at], text[at + 1 :]
    wrong = (
        "" if len(places) > 3 else letter,
        letter * 2,
        after[:1] + letter if after[:1].isalnum() else letter * 2,
        _beside(letter, rolls),
    )
    kind = int(rolls.integers(len(wrong)))
    return before + wrong[kind] + (after[1:] if kind == 2 and after[:1].isalnum() else after)


def keyboard_off(text: str, rolls: Rolls) -> str:
    """Leave the keys of Telex or VNI in the text: in one word, or in all."""
    spell = _in_telex if rolls.random() < 0.6 else _in_vni
    words = text.split(" ")
    whole = rolls.random() < 0.5
    one = int(rolls.integers(len(words)))
    return " ".join(spell(word) if whole or at == one else word for at, word in enumerate(words))


def with_initials(text: str, rolls: Rolls) -> str:
    """Shorten all before the given name, or the middle alone: "Ng. V. An", "N.V.An", "Nguyễn V. An"."""
    *before, given = text.split(" ")
    kind = int(rolls.integers(4))
    first = before[:1] if kind == 0 else [f"{word[: 2 if kind == 1 else 1]}." for word in before[:1]]
    middle = [f"{word[0]}." for word in before[1:]]
    return ("" if kind == 3 else " ").join([*first, *middle, given])


def without_middle(text: str, rolls: Rolls) -> str:
    """Leave the middle names out."""
    del rolls
    words = text.split(" ")
    return f"{words[0]} {words[-1]}"


def given_name_first(text: str, rolls: Rolls) -> str:
    """Begin with the given name, as foreign forms ask for it."""
    del rolls
    *before, given = text.split(" ")
    return " ".join([given, *before])


def other_tone(text: str, rolls: Rolls) -> str:
    """Put another tone on one word that bears one."""
    letters = list(unicodedata.normalize("NFD", text))
    at = [place for place, letter in enumerate(letters) if letter in _TONES]
    if at:
        letters[at[int(rolls.integers(len(at)))]] = _TONES[int(rolls.integers(len(_TONES)))]
    return unicodedata.normalize("NFC", "".join(letters))


def joined_words(text: str, rolls: Rolls) -> str:
    """Leave out one blank."""
    words = text.split(" ")
    at = int(rolls.integers(1, len(words))) if len(words) > 1 else 1
    return " ".join(words[:at]) + " ".join(words[at:])


HANDS: dict[str, Hand] = {
    "as_it_is": lambda text, _: text,
    "without_marks": without_marks,
    "in_capitals": lambda text, _: text.upper(),
    "small_letters": lambda text, _: text.lower(),
    "given_name_first": given_name_first,
    "mistyped": mistyped,
    "keyboard_off": keyboard_off,
    "with_initials": with_initials,
    "without_middle": without_middle,
    "other_tone": other_tone,
    "joined_words": joined_words,
}


def _bare(text: str) -> str:
    marked = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def _beside(letter: str, rolls: Rolls) -> str:
    near = NEIGHBOURS.get(_bare(letter).lower(), [letter])
    return near[int(rolls.integers(len(near)))]


def _in_telex(word: str) -> str:
    """The circumflex doubles its letter; the tone is struck last."""
    return _struck(word, _TELEX, d="d")


def _in_vni(word: str) -> str:
    return _struck(word, _VNI, d="9")


def _struck(word: str, keys: dict[str, str], *, d: str) -> str:
    """Spell a word by the keys struck: marks behind their letter, the tone at the end."""
    letters: list[str] = []
    tone = ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tone = keys[letter]
        elif unicodedata.combining(letter):
            letters.append(keys.get(letter, letters[-1].lower() if letters else ""))
        else:
            letters.append({"đ": "d" + d, "Đ": "D" + d}.get(letter, letter))
    return "".join(letters) + tone
