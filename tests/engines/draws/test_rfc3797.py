"""Method rfc3797 against the RFC's own worked example (section 6) and against the slow twin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import draws_slowly

from donghanh.engines.draws import BadSource, CannotDraw, draw, key_of, parse_source

KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./"
WORKED_EXAMPLE = [
    ("990DD0A5692A029A98B5E01AA28F3459", 25, 17),
    ("3691E55CB63FCC37914430B2F70B5EC6", 24, 7),
    ("FE814EDF564C190AC1D25753979990FA", 23, 2),
    ("1863CCACEB568C31D7DDBDF1D4E91387", 22, 16),
    ("F4AB33DF4889F0AF29C513905BE1D758", 21, 25),
    ("13EAEB529F61ACFB9A29D0BA3A60DE4A", 20, 23),
    ("992DB77C382CA2BDB9727001F3CDCCD9", 19, 8),
    ("63AB4258ECA922976811C7F55C383CE7", 18, 24),
    ("DFBC5AC97CED01B3A6E348E3CC63F40D", 17, 19),
    ("31CB111C4A4EBE9287CEAE16FE51B909", 16, 13),
    ("07FA46C122F164C215BBC72793B189A3", 15, 22),
    ("AC52F8D75CCBE2E61AFEB3387637D501", 14, 5),
    ("53306F73E14FC0B2FBF434218D25948E", 13, 18),
    ("B5D1403501A81F9A47318BE7893B347C", 12, 9),
    ("85B10B356AA06663EF1B1B407765100A", 11, 1),
    ("3269E6CE559ABD57E2BA6AAB495EB9BD", 10, 4),
]


def picks(*, pool_size, count, key=KEY):
    return draw(method="rfc3797", key=key, pool_size=pool_size, count=count, merkle_root="")


def test_key_of_the_worked_example_is_written_as_in_the_rfc():
    drawn = [parse_source(text=text) for text in ("9319", "2,5,12,8,10", "9,18,26,34,41,45")]

    assert key_of(sources=drawn) == KEY


def test_every_step_of_the_worked_example_is_reproduced():
    steps = [(p.hash.upper(), p.divisor, p.rank) for p in picks(pool_size=25, count=16)]

    assert steps == WORKED_EXAMPLE


@given(pool_size=st.integers(1, 300), data=st.data())
def test_any_pool_and_count_agree_with_the_reference_program_s_walk(pool_size, data):
    count = data.draw(st.integers(1, pool_size))
    key = data.draw(
        st.lists(st.lists(st.integers(0, 10**9), min_size=1), min_size=1, max_size=4).map(draws_slowly.key)
    )

    fast = [p.rank for p in picks(pool_size=pool_size, count=count, key=key)]

    assert fast == draws_slowly.ranks_rfc3797(key, pool_size, count)


def test_counter_takes_two_bytes_so_the_257th_pick_differs_from_the_first():
    many = picks(pool_size=400, count=300)

    assert many[256].hash != many[0].hash
    assert [p.rank for p in many] == draws_slowly.ranks_rfc3797(KEY, 400, 300)


def test_the_largest_pool_is_65535():
    assert len(picks(pool_size=65_535, count=3)) == 3
    with pytest.raises(CannotDraw, match=r"65536 entrants.*1 to 65535.*method sha256"):
        picks(pool_size=65_536, count=3)


def test_more_picks_than_entrants_are_refused():
    with pytest.raises(CannotDraw, match=r"asked for 26 picks .* from 25 entrants"):
        picks(pool_size=25, count=26)


def test_nobody_is_picked_twice_even_when_all_are_picked():
    assert sorted(p.rank for p in picks(pool_size=200, count=200)) == list(range(1, 201))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("05,12", (5, 12)), (" 9319 ", (9319,)), ("1;2; 3", (1, 2, 3)), ("7 7 7", (7, 7, 7)), ("00012", (12,))],
)
def test_numbers_are_read_without_leading_zeros_whatever_stands_between_them(text, numbers):
    assert parse_source(text=text) == numbers


@pytest.mark.parametrize("text", ["", "  ", ",", "1.5", "-3", "mười", "1,2,x", "１２", "1" * 19])
def test_a_source_that_is_no_list_of_whole_numbers_is_refused_with_its_place(text):
    with pytest.raises(BadSource, match="source 2: found"):
        parse_source(text=text, place=2)


@pytest.mark.parametrize("count", [0, 17])
def test_a_key_needs_between_one_and_sixteen_sources(count):
    with pytest.raises(BadSource, match=f"found {count} sources"):
        key_of(sources=[[1]] * count)


def test_repeated_numbers_of_one_source_all_count():
    assert key_of(sources=[[3, 3, 1]]) == "1.3.3./"
