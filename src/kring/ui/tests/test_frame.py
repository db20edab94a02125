"""The frame around a page, with and without what the portal puts in it."""

import re

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from kring.ui.context import frame as frame_context
from kring.ui.frame import Frame, HelpNow, HelpNumber, NavItem
from kring.ui.pages import render_page, wants_piece
from kring.ui.views.gallery import Sample

PLACES = tuple(NavItem(f"Place {n}", f"/{n}", current=n == 5, icon="home") for n in range(6))


def request_with(frame: Frame | None = None) -> HttpRequest:
    request = RequestFactory().get("/somewhere", {"a": "1"})
    if frame is not None:
        request.frame = frame  # type: ignore[attr-defined]
    return request


def shown(frame: Frame | None = None, template: str = "404.html") -> str:
    return render_to_string(template, request=request_with(frame))


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"])
def test_an_error_page_needs_nothing_from_others(template: str) -> None:
    page = render_to_string(template)

    assert page.count("<h1") == 1
    assert "<title>Kring</title>" in page
    assert 'id="main"' in page


def test_the_frame_is_filled_in_from_the_request() -> None:
    found = frame_context(request_with(Frame(organisation_name="Voorbeeld")))["frame"]

    assert (found.organisation_name, found.path) == ("Voorbeeld", "/somewhere?a=1")
    assert found.leave_url == settings.KRING_LEAVE_URL


def test_the_way_out_is_on_every_page_and_tells_nobody_where_you_were() -> None:
    way_out = re.search(r"<a[^>]*data-leave[^>]*>", shown())

    assert way_out is not None
    assert f'href="{settings.KRING_LEAVE_URL}"' in way_out[0]
    assert 'rel="nofollow noreferrer"' in way_out[0]


def test_help_now_shows_the_colleague_on_call_first() -> None:
    line = shown(Frame(help=HelpNow("088 12 34", "vandaag tot 23.00 uur", (HelpNumber("GP", "0800-1"),))))

    assert line.index("tel:0881234") < line.index("vandaag tot 23.00 uur") < line.index("tel:08001")


def test_help_now_shows_no_number_when_nobody_is_on_call() -> None:
    line = shown(Frame(help=HelpNow(on_call_label="morgen vanaf 7.00 uur")))

    assert "morgen vanaf 7.00 uur" in line
    assert line.index("morgen vanaf") < line.index("tel:112") < line.index("tel:113")


def test_a_phone_gets_four_tabs_and_the_rest_behind_more() -> None:
    frame = Frame(nav=PLACES)

    assert [item.url for item in frame.tabs] == ["/0", "/1", "/2", "/3"]
    assert [item.url for item in frame.more] == ["/4", "/5"]
    assert frame.more_is_current
    assert shown(frame).count('class="k-tabs-bar__link"') == 5


def test_four_places_need_no_more() -> None:
    assert not Frame(nav=PLACES[:4]).has_more


def test_one_role_is_not_offered_as_a_choice() -> None:
    assert Frame(areas=PLACES[:1]).roles == ()
    assert Frame(areas=PLACES[:2]).roles == PLACES[:2]


def test_a_page_without_a_form_sets_no_cookie() -> None:
    request = request_with(Frame(sign_in_url="/in"))
    render_to_string("404.html", request=request)

    assert "CSRF_COOKIE_NEEDS_UPDATE" not in request.META


def test_signing_out_is_a_form_that_posts() -> None:
    page = shown(Frame(account_label="Noor", sign_out_url="/out"))

    assert re.search(r'<form method="post" action="/out"><input type="hidden" name="csrfmiddlewaretoken"', page)


def test_a_wrong_form_makes_the_page_unprocessable() -> None:
    request = request_with()

    assert render_page(request, "404.html", form=Sample()).status_code == 200
    assert render_page(request, "404.html", form=Sample({"name": ""})).status_code == 422
    assert render_page(request, "404.html", form=Sample({"name": ""}), status=409).status_code == 409


def test_htmx_gets_the_piece_and_a_browser_the_page() -> None:
    piece = RequestFactory().get("/", headers={"HX-Request": "true"})
    boosted = RequestFactory().get("/", headers={"HX-Request": "true", "HX-Boosted": "true"})

    assert wants_piece(piece) and not wants_piece(boosted) and not wants_piece(request_with())
    assert render_page(piece, "page.html", fragment="_piece.html").template_name == "_piece.html"
    assert render_page(boosted, "page.html", fragment="_piece.html").template_name == "page.html"
    assert render_page(piece, "page.html", fragment="_piece.html").headers["Vary"] == "HX-Request"


def test_browsers_may_say_where_a_form_comes_from() -> None:
    """With "no-referrer" a browser posts with `Origin: null`, and then every form is refused."""
    assert settings.SECURE_REFERRER_POLICY in {
        "same-origin",
        "strict-origin",
        "strict-origin-when-cross-origin",
    }
