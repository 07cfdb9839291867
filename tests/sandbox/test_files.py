"""Files: announced, sent, completed, looked at; and only then shown in a message."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.clock import TravelClock
from sandbox.local_slack import LocalSlack
from sandbox.world import App
from tests.sandbox.speaking import client_of, refusal

PICTURE = b"\x89PNG and so on"
SCOPES = ("chat:write", "files:write", "files:read")


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A Slack whose time tests move."""
    with LocalSlack(TravelClock(), speed=1_000) as started:
        yield started


@pytest.fixture
def app(slack: LocalSlack) -> App:
    """An app that may read and write files."""
    return slack.install_app("helper", scopes=SCOPES)


@pytest.fixture
def web(slack: LocalSlack, app: App) -> WebClient:
    """Its client."""
    return client_of(slack, app)


def announced(web: WebClient, **more: Any) -> tuple[str, str]:
    """Step one: the file's id, and where its bytes go."""
    said = web.files_getUploadURLExternal(filename="chart.png", length=len(PICTURE), **more)
    return str(said["file_id"]), str(said["upload_url"])


def uploaded(web: WebClient, **more: Any) -> str:
    """All three steps: the file's id."""
    file_id, url = announced(web, **more)
    httpx.post(url, content=PICTURE, trust_env=False)
    web.files_completeUploadExternal(files=[{"id": file_id, "title": "Chart"}])
    return file_id


def looked_at(slack: LocalSlack) -> None:
    """Slack is done with looking at files."""
    assert isinstance(slack.clock, TravelClock)
    slack.clock.advance(timedelta(seconds=2))


def show(web: WebClient, channel: str, file: dict[str, str]) -> Any:
    """Post a picture."""
    block = {"type": "image", "slack_file": file, "alt_text": "a chart"}
    return web.chat_postMessage(channel=channel, text="chart", blocks=[block])


def test_bytes_come_as_many_as_announced(web: WebClient) -> None:
    _, url = announced(web)
    short = httpx.post(url, content=PICTURE[:-1], trust_env=False)
    whole = httpx.post(url, content=PICTURE, trust_env=False)
    assert (short.status_code, whole.status_code, whole.text) == (400, 200, f"OK - {len(PICTURE)}")


def test_a_file_is_invisible_until_it_is_completed(web: WebClient) -> None:
    file_id, url = announced(web)
    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            web.files_info(file=file_id)
        assert refusal(caught.value) == "file_not_found"
        httpx.post(url, content=PICTURE, trust_env=False)
    web.files_completeUploadExternal(files=[{"id": file_id}])
    assert web.files_info(file=file_id)["file"]["name"] == "chart.png"


def test_a_file_without_bytes_cannot_be_completed(web: WebClient) -> None:
    file_id, _ = announced(web)
    with pytest.raises(SlackApiError) as caught:
        web.files_completeUploadExternal(files=[{"id": file_id}])
    assert refusal(caught.value) == "file_not_found"


def test_a_picture_is_refused_while_slack_looks_at_it(slack: LocalSlack, app: App, web: WebClient) -> None:
    channel, file_id = slack.add_channel("general", apps=[app]), uploaded(web)
    assert web.files_info(file=file_id)["file"]["filetype"] == ""
    with pytest.raises(SlackApiError) as caught:
        show(web, channel.id, {"id": file_id})
    said = caught.value.response
    assert said["error"] == "invalid_blocks"
    assert said["response_metadata"]["messages"] == ["[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"]
    looked_at(slack)
    known = web.files_info(file=file_id)["file"]
    assert (known["filetype"], known["mimetype"]) == ("png", "image/png")
    assert show(web, channel.id, {"id": file_id})["ok"]
    assert show(web, channel.id, {"url": known["url_private"]})["ok"]


def test_a_picture_of_another_app_is_refused(slack: LocalSlack, app: App, web: WebClient) -> None:
    other = client_of(slack, slack.install_app("other", scopes=SCOPES))
    channel, theirs = slack.add_channel("general", apps=[app]), uploaded(other)
    looked_at(slack)
    with pytest.raises(SlackApiError) as caught:
        show(web, channel.id, {"id": theirs})
    assert refusal(caught.value) == "invalid_blocks"


def test_an_upload_is_shared_in_a_thread_with_its_description(slack: LocalSlack, app: App, web: WebClient) -> None:
    channel = slack.add_channel("general", apps=[app])
    parent = str(web.chat_postMessage(channel=channel.id, text="parent")["ts"])
    web.files_upload_v2(
        channel=channel.id, content=PICTURE, filename="chart.png", alt_txt="a chart", thread_ts=parent,
        initial_comment="look",
    )  # fmt: skip
    (reply,) = channel.thread(channel.messages[0])
    assert (reply.notification, reply.pictures[0]["alt"], reply.pictures[0]["data"]) == ("look", "a chart", PICTURE)
    looked_at(slack)
    shares = web.files_info(file=reply.message.files[0])["file"]["shares"]
    assert shares["public"][channel.id] == [{"ts": reply.ts}]


def test_who_reads_a_conversation_is_told_of_its_files_by_name(slack: LocalSlack) -> None:
    reader = slack.install_app("reader", scopes=(*SCOPES, "channels:history"))
    web = client_of(slack, reader)
    channel = slack.add_channel("general", apps=[reader])
    web.files_upload_v2(channel=channel.id, content=PICTURE, filename="chart.png", title="Chart")
    (message,) = web.conversations_history(channel=channel.id)["messages"]
    assert [(file["name"], file["title"]) for file in message["files"]] == [("chart.png", "Chart")]


def test_a_file_is_shared_only_where_the_app_is(slack: LocalSlack, web: WebClient) -> None:
    file_id, url = announced(web)
    httpx.post(url, content=PICTURE, trust_env=False)
    outside = slack.add_channel("outside").id
    for channel, word in ((outside, "not_in_channel"), ("C404", "invalid_channel")):
        with pytest.raises(SlackApiError) as caught:
            web.files_completeUploadExternal(files=[{"id": file_id}], channel_id=channel)
        assert refusal(caught.value) == word


def test_bytes_are_given_to_who_may_read_them(slack: LocalSlack, app: App, web: WebClient) -> None:
    file_id = uploaded(web)
    looked_at(slack)
    url = web.files_info(file=file_id)["file"]["url_private"]
    headers = {"Authorization": f"Bearer {app.bot_token}"}
    assert httpx.get(url, headers=headers, trust_env=False).content == PICTURE
    assert httpx.get(url, trust_env=False).status_code == 302


def test_writing_files_needs_its_scope(slack: LocalSlack) -> None:
    with pytest.raises(SlackApiError) as caught:
        announced(client_of(slack, slack.install_app("shy", scopes=["chat:write"])))
    assert refusal(caught.value) == "missing_scope"


def test_a_description_has_an_end(web: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        announced(web, alt_txt="x" * 1_001)
    assert refusal(caught.value) == "alt_txt_too_large"
