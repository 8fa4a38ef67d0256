"""The door of a desk page, the refusal's page, the desk's list of subjects."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

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


def test_the_list_shows_subjects_in_their_order_to_those_who_may_see_them(monkeypatch):
    monkeypatch.setattr(navigation, "ENTRIES", {})
    navigation.enter(name="signin_account", label="second", position=20)
    navigation.enter(name="signin_clock", label="first", position=10, roles=("director",))
    navigation.enter(name="no_such_page", label="nowhere", position=5)
    request = RequestFactory().get("/tai-khoan/")

    director = navigation.lines(request=request, actor=DIRECTOR)
    crew = navigation.lines(request=request, actor=CREW)

    assert [(label, active) for _, label, active in director] == [("first", False), ("second", True)]
    assert [label for _, label, _ in crew] == ["second"]
    assert navigation.lines(request=request, actor=NOBODY) == []
