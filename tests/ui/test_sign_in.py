"""Signing in with a clinic's own accounts: a real OpenID Connect provider, app and Chromium."""

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Page, expect

from tests.ui.browser import chromium, free_port, wait_until_in_place, wait_until_open

NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""The provider's own page asks for a style sheet on the network."""
ANNA = "anna@clinic.example"
# An unseen character keeps the address from becoming a link.
SIGNED_IN = re.compile("Signed in as " + re.escape(ANNA).replace("@", ".?@.?"))
_SECRETS = """\
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "twelve wet umbrellas in a row"
client_id = "posture-lab"
client_secret = "only this test knows it"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@contextlib.contextmanager
def provider() -> Iterator[str]:
    """Run the provider; yields its address."""
    anna = User(sub=ANNA, claims={"email": ANNA})
    with run_server_in_thread(user_claims=[anna]) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``posture-lab app`` where Streamlit's secrets name the provider; yields its address."""
    folder = tmp_path_factory.mktemp("sign-in")
    port = free_port()
    command = [sys.executable, "-m", "posture_lab", "app", "--no-browser", "--port", str(port)]
    with provider() as address, (folder / "log").open("wb") as log:
        (folder / ".streamlit").mkdir()
        secrets = _SECRETS.format(port=port, provider=address)
        (folder / ".streamlit" / "secrets.toml").write_text(secrets, "utf-8")
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            wait_until_open(server, port, folder / "log")
            yield f"http://127.0.0.1:{port}"
            said = (folder / "log").read_text("utf-8")
            assert f"as [auth] says in {folder / '.streamlit' / 'secrets.toml'}." in said
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture
def page() -> Iterator[Page]:
    with chromium(NOWHERE) as browser:
        context = browser.new_context()
        context.set_default_timeout(60_000)
        yield context.new_page()
        context.close()


def sees_no_page(page: Page) -> None:
    """Only the sign-in is there, whatever address was asked for."""
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("link", name="Practise")).to_have_count(0)
    expect(page.get_by_test_id("start")).to_have_count(0)
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    wait_until_in_place(page)


def test_pages_are_for_whoever_is_signed_in(app: str, page: Page) -> None:
    page.goto(f"{app}/practise")
    sees_no_page(page)

    page.get_by_role("button", name="Sign in").click()
    # Not allowed by the provider: still outside.
    page.get_by_role("button", name="Deny").click()
    page.wait_for_url(f"{app}/**")
    page.goto(app)
    sees_no_page(page)

    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=ANNA).click()
    page.wait_for_url(f"{app}/**")
    expect(page.get_by_text(SIGNED_IN)).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Practise").click()
    expect(page.get_by_test_id("start")).to_be_visible(timeout=60_000)
    # Loaded again in another tab: the sign-in holds.
    other = page.context.new_page()
    other.goto(f"{app}/about")
    expect(other.get_by_text(SIGNED_IN)).to_be_visible(timeout=60_000)

    practising = page.context.new_page()
    practising.goto(f"{app}/practise")
    expect(practising.get_by_test_id("start")).to_be_visible(timeout=60_000)
    page.bring_to_front()
    page.get_by_role("button", name="Sign out").click()
    # The provider ends its own session, too, and sends the browser back.
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(f"{app}/**")
    sees_no_page(page)
    # The other tabs notice at the next thing that is done in them, whatever it is.
    other.get_by_role("link", name="Check a clip").click()
    sees_no_page(other)
    practising.evaluate("() => window.postureLab.outbox.hello()")
    sees_no_page(practising)
    other.reload()
    sees_no_page(other)
    # And whoever signs in again is in again.
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=ANNA).click()
    page.wait_for_url(f"{app}/**")
    expect(page.get_by_text(SIGNED_IN)).to_be_visible(timeout=60_000)
