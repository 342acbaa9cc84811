"""What the server uses of Streamlit beyond what it promises, each by name."""

import inspect
from pathlib import Path

from starlette.datastructures import Headers
from streamlit import config, file_util
from streamlit.config_option import ConfigOption
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.web.server.app_discovery import discover_asgi_app
from streamlit.web.server.starlette import starlette_routes, starlette_websocket

from posture_lab.ui.serving import messages
from posture_lab.ui.serving.headers import _INLINE, _PAGE, page_policy
from posture_lab.ui.serving.links import _LINK, _session_in
from posture_lab.ui.serving.settings import _FROM_COMMAND_LINE
from tests.ui.browser import ROOT


def test_settings_files_are_looked_up_by_one_function() -> None:
    assert 'get_config_files("config.toml")' in inspect.getsource(config.get_config_options)
    assert isinstance(config.get_config_files("secrets.toml"), list)


def test_a_setting_says_whether_the_command_line_gave_it() -> None:
    assert config._DEFINED_BY_FLAG.startswith(_FROM_COMMAND_LINE)
    assert ConfigOption.STREAMLIT_DEFINITION.startswith(_FROM_COMMAND_LINE)
    assert not ConfigOption.DEFAULT_DEFINITION.startswith(_FROM_COMMAND_LINE)
    assert hasattr(config, "_config_options")


def test_the_form_of_app_py_is_recognised() -> None:
    assert discover_asgi_app(ROOT / "app.py").import_string == "app:app"


def test_the_page_writes_only_scripts_that_the_policy_knows() -> None:
    assert Path(file_util.get_static_dir()) / "index.html" == _PAGE
    page = _PAGE.read_text("utf-8")
    assert page.count("<script>") == len(_INLINE.findall(page)) == 1
    assert page_policy(page).count("'sha256-") == 1
    assert 'style="' not in page.replace(" ", "")


def test_the_page_says_what_it_wants_in_this_order_when_it_connects() -> None:
    headers = Headers({"sec-websocket-protocol": "streamlit, number, session"})
    assert starlette_websocket._parse_subprotocols(headers) == ("streamlit", "number", "session")
    headers = Headers({"sec-websocket-protocol": "streamlit, number"})
    assert starlette_websocket._parse_subprotocols(headers)[2] is None


def test_the_kinds_of_messages_are_known() -> None:
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert kinds > messages._KNOWN
    assert kinds - messages._KNOWN == {
        "clear_cache",
        "set_run_on_save",
        "load_git_info",
        "debug_disconnect_websocket",
        "debug_shutdown_runtime",
    }


def test_every_run_begins_by_telling_the_session() -> None:
    message = ForwardMsg()
    message.new_session.initialize.session_id = "a session"
    assert _session_in(message.SerializeToString()) == "a session"


def test_links_of_media_have_this_form() -> None:
    storage = MemoryMediaFileStorage("/media")
    file_id = storage.load_and_get_id(b"a clip", "video/mp4", MediaFileKind.MEDIA)
    link = storage.get_url(file_id)
    assert _LINK.findall(f'"{link}"'.encode()) == [file_id.encode()]
    assert Path(link).stem == file_id


def test_addresses_are_where_the_door_looks_for_them() -> None:
    assert starlette_routes.BASE_ROUTE_MEDIA == "media"
    assert starlette_routes.BASE_ROUTE_COMPONENT == "component"
    assert starlette_routes.BASE_ROUTE_UPLOAD_FILE == "_stcore/upload_file"
    assert starlette_routes._ROUTE_UPLOAD_FILE.endswith("/{session_id}/{file_id}")
    assert starlette_routes.ROUTE_HEALTH == "_stcore/health"
    assert starlette_websocket._ROUTE_WEBSOCKET_STREAM == "_stcore/stream"
