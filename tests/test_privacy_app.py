"""The app serves this computer only, and neither the server nor the page asks anybody else."""

import re
import sys
from pathlib import Path

import pytest

from tests.isolation import NetworkCall, loopback_only, network_calls, run

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = 'inet_addr("127.0.0.1")'


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[NetworkCall]]:
    """What was read on all pages, and every network call of the server meanwhile."""
    log = tmp_path_factory.mktemp("visit") / "server.strace"
    command = [sys.executable, "-m", "tests.visit_app", str(log)]
    done = run(loopback_only(command), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout, network_calls(log)


def test_the_page_is_shown_without_any_other_network(
    visit: tuple[str, list[NetworkCall]],
) -> None:
    page, _ = visit
    assert "About Posture Lab" in page
    assert "Traceback" not in page


def test_other_sites_are_turned_away_while_the_server_is_watched(
    visit: tuple[str, list[NetworkCall]],
) -> None:
    page, _ = visit
    assert page.splitlines()[-1] == "Turned away: " + " ".join(["403"] * 9 + ["421", "403", "421"])


def test_the_server_listens_on_this_computer_only(visit: tuple[str, list[NetworkCall]]) -> None:
    bound = [call.line for call in visit[1] if call.name == "bind" and "AF_UNIX" not in call.line]
    assert bound
    assert all(LOOPBACK in line for line in bound), bound


def test_the_server_talks_to_this_computer_only(visit: tuple[str, list[NetworkCall]]) -> None:
    addresses = {
        address
        for call in visit[1]
        for address in re.findall(r"inet6?_addr\(\"[^\"]*\"\)|inet_pton\([^)]*\)", call.line)
    }
    assert addresses == {LOOPBACK}


def test_the_server_looks_up_no_name(visit: tuple[str, list[NetworkCall]]) -> None:
    lookups = [call.line for call in visit[1] if "htons(53)" in call.line]
    assert not lookups
    datagrams = [
        call.line
        for call in visit[1]
        if call.name == "socket" and "AF_INET" in call.line and "SOCK_DGRAM" in call.line
    ]
    assert not datagrams
