"""The files of a draw: what is read, what is refused and in which words."""

import os

import polars as pl
import pytest

from donghanh.adapters.draw_files import (
    UnreadableDrawFile,
    build_entries,
    parse_entries,
    parse_json,
)

SALT = "ab" * 32


def entrants_in(content):
    return parse_entries(content=content).entrants.to_list()


@pytest.mark.parametrize(
    "content",
    [
        "entrant\nLê Thị Lan\nMinh\n",
        "\ufeffentrant\nLê Thị Lan\nMinh\n",
        "entrant\r\nLê Thị Lan\r\nMinh\r\n",
        "entrant\nLê Thị Lan\nMinh",
        "entrant\n\nLê Thị Lan \n\n  Minh\n\n",
        'unit,entrant,phone\nND,"Lê Thị Lan",1\nGT,Minh,2\n',
        " entrant \nLê Thị Lan\nMinh\n",
    ],
)
def test_the_same_two_entrants_are_read_however_the_file_was_saved(content):
    assert entrants_in(content.encode()) == ["Lê Thị Lan", "Minh"]


def test_a_comma_inside_quotes_belongs_to_the_entrant():
    assert entrants_in(b'entrant\n"Lan, Minh"\n') == ["Lan, Minh"]


def test_codes_stay_text_with_their_leading_zeros():
    assert entrants_in(b"entrant\n007\n0.0\n") == ["007", "0.0"]


def test_a_header_alone_is_a_list_of_nobody():
    assert entrants_in(b"entrant\n") == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        ("entrant\nLan\n".encode("utf-16"), "found UTF-16; expected UTF-8"),
        ("entrant\nLan\n".encode("utf-16-be"), "columns .*expected one column entrant"),
        (b"PK\x03\x04rest", "a spreadsheet"),
        ("entrant\nLê\n".encode("cp1258"), "byte 10 is not UTF-8"),
        (b"name\nLan\n", "found the columns name; expected one column entrant"),
        (b"entrant;unit\nLan;ND\n", "found the columns entrant;unit"),
        (b"entrant,entrant\nLan,Minh\n", "expected one column entrant"),
        (b"entrant,unit\nLan,ND\nMinh\n", "row 2: found 1 fields; expected 2"),
        (b'entrant\n"Lan\n', "not readable as CSV"),
        (b"entrant,salt\nLan,12\n", "row 1: found salt '12'; expected 64 hexadecimal digits"),
    ],
)
def test_a_file_that_is_no_list_of_entrants_is_refused_in_plain_words(content, words):
    with pytest.raises(UnreadableDrawFile, match=words):
        parse_entries(content=content)


def test_a_sealed_list_comes_back_as_it_was_written():
    entrants, salts = pl.Series("entrant", ['Lan "Bé"', "Minh, Nam"]), os.urandom(64)

    back = parse_entries(content=build_entries(entrants=entrants, salts=salts).encode())

    assert back.entrants.to_list() == entrants.to_list()
    assert back.salts == salts


def test_json_is_given_with_the_text_it_was_read_from():
    assert parse_json(content=b'{"a": 1}\n', what="x") == ({"a": 1}, '{"a": 1}\n')


def test_a_byte_order_mark_stays_in_the_text_so_that_it_is_noticed():
    assert parse_json(content=b"\xef\xbb\xbf{}", what="x") == ({}, "\ufeff{}")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "proof.json: not JSON at line 1, column 1"),
        (b'{\n "a": }', "line 2, column 7"),
        (b"NaN", "NaN is not a JSON value"),
        (b"[" * 200_000, "not JSON"),
        (b"9" * 5000, "not JSON"),
        (b'{"a": "\xff"}', "byte 8 is not UTF-8"),
    ],
)
def test_what_is_not_json_is_said_with_its_place(content, words):
    with pytest.raises(UnreadableDrawFile, match=words):
        parse_json(content=content, what="proof.json")
