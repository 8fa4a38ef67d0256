"""The door of a desk page, the refusal's page, the desk's list of subjects."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from donghanh.apps.organisation.permissions import Actor, Forbidden, Grant
from donghanh.faces.signin import navigation, refusals
from donghanh.faces.signin.doors import desk_page

NOBODY = None
DIRECTOR = Actor(1, "d", "D", (Grant("director"),))
CREW = Actor(2, "c", "C", (Grant("crew", "PA01XT"),))
WITHOUT_ROLE = Actor(3, "w", "W")


@desk_page(roles=("director",))
def directors_page(request):
    return HttpResponse("inside")


@desk_page()
def anybodys_page(request):
    return HttpResponse("inside")


def ask(view, actor):
    request = RequestFactory().get("/ban/x/?a=1")
    request.actor = actor
    return view(request)


def test_a_stranger_is_sent_to_sign_in_and_comes_back():
    answer = ask(directors_page, NOBODY)

    assert answer["Location"] == "/dang-nhap/?next=/ban/x/%3Fa%3D1"


@pytest.mark.parametrize(("view", "actor"), [(directors_page, DIRECTOR), (anybodys_page, CREW)])
def test_who_holds_the_role_comes_in(view, actor):
    assert ask(view, actor).content == b"inside"


@pytest.mark.parametrize(
    ("view", "actor", "key"),
    [(directors_page, CREW, "role_missing"), (anybodys_page, WITHOUT_ROLE, "no_role")],
)
def test_who_does_not_is_refused_with_a_reason(view, actor, key):
    with pytest.raises(Forbidden) as refusal:
        ask(view, actor)

    assert refusal.value.key == key
    assert refusals.explain(refusal.value) != str(refusals.UNKNOWN)


def test_a_refusal_without_a_sentence_of_its_own_still_says_something():
    assert refusals.explain(Forbidden("never_heard_of", a=1)) == str(refusals.UNKNOWN)


def test_a_refusal_names_the_roles_as_people_do():
    with translation.override("vi"):
        told = refusals.explain(Forbidden("role_missing", expected="director, unit_head"))

    assert told == "Việc này dành cho vai trò khác: Giám đốc, Trưởng đơn vị."


def entered(monkeypatch, *entries):
    """A list of subjects with only these, each (name, label, position, section, roles)."""
    monkeypatch.setattr(navigation, "ENTRIES", {})
    for name, label, position, section, roles in entries:
        navigation.enter(name=name, label=label, position=position, section=section, roles=roles)


def seen(actor, path="/tai-khoan/"):
    return navigation.lines(request=RequestFactory().get(path), actor=actor)


def test_the_list_shows_subjects_in_their_order_to_those_who_may_see_them(monkeypatch):
    entered(
        monkeypatch,
        ("signin_account", "second", 20, navigation.MONTHS, None),
        ("signin_clock", "first", 10, navigation.MONTHS, ("director",)),
        ("no_such_page", "nowhere", 5, navigation.MONTHS, None),
    )

    assert [(line.label, line.is_here) for line in seen(DIRECTOR)] == [("first", False), ("second", True)]
    assert [line.label for line in seen(CREW)] == ["second"]
    assert seen(NOBODY) == []


def test_a_section_stands_where_the_headings_say_whatever_the_positions(monkeypatch):
    entered(
        monkeypatch,
        ("signin_clock", "listened", 1, navigation.LISTENING, None),
        ("signin_account", "promised", 99, navigation.MONTHS, None),
    )

    with translation.override("vi"):
        shown = [(line.label, line.heading) for line in seen(DIRECTOR)]

    assert shown == [("promised", "Tháng tri ân"), ("listened", "Lắng nghe")]


def test_a_page_belongs_to_one_subject_although_two_addresses_hold_it(monkeypatch):
    entered(
        monkeypatch,
        ("desk-confirm-rounds", "rounds", 10, navigation.LISTENING, None),
        ("desk-confirm-cases", "cases", 20, navigation.LISTENING, None),
    )

    assert [line.label for line in seen(DIRECTOR, "/ban/xac-nhan/viec/7/") if line.is_here] == ["cases"]
    assert [line.label for line in seen(DIRECTOR, "/ban/xac-nhan/7/") if line.is_here] == ["rounds"]
