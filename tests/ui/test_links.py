"""Who may load a clip or a download: the browser that was told its link, while its login holds."""

from posture_lab.ui.serving.links import Links
from posture_lab.ui.serving.visits import VISITS, Visit


def test_what_was_told_inside_ends_with_that_login() -> None:
    links, holds = Links(), {"anna": True, "ben": True}
    VISITS.note("tab", Visit("browser", None))
    links.tell("logo", "tab")
    VISITS.note("tab", Visit("browser", lambda: holds["anna"]))
    links.tell("clip", "tab")
    links.tell("logo", "tab")
    (clip,), (logo,) = links.told("clip"), links.told("logo")
    assert (clip.may_load("browser"), clip.may_load("another"), clip.may_load("")) == (
        True,
        False,
        False,
    )
    holds["anna"] = False
    assert not clip.may_load("browser")
    assert logo.may_load("browser")
    assert not logo.may_load("another")
    # Somebody else logs in at the same tab.
    VISITS.note("tab", Visit("browser", lambda: holds["ben"]))
    assert not clip.may_load("browser")
    assert links.told("never told") == []


def test_browsers_without_a_number_are_not_alike() -> None:
    links = Links()
    VISITS.note("no cookies", Visit("", lambda: True))
    links.tell("clip", "no cookies")
    assert not links.told("clip")[0].may_load("")


def test_a_page_that_asks_before_its_script_has_run_is_to_wait() -> None:
    links = Links()
    links.tell("logo", "quick")
    assert links.told("logo")[0].may_load("browser") is None
    VISITS.note("quick", Visit("browser", lambda: True))
    assert links.told("logo")[0].may_load("browser")


def test_links_do_not_grow_without_end() -> None:
    links = Links()
    for number in range(10_050):
        links.tell("logo", str(number))
        links.tell(str(number), "tab")
    assert len(links.told("logo")) <= 10_000
    assert links.told("0") == []
