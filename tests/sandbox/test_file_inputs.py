"""Files that people put into a modal: what Slack's client takes, what the app gets, and who may read the bytes."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.attached import MOST_BYTES
from sandbox.local_slack import LocalSlack
from sandbox.people import Person
from sandbox.world import App
from tests.sandbox.speaking import bolt_of, client_of, listening, modal, refusal

SCOPES = ("commands", "files:read")
NOTES = b"one: two\n"


def file_field(**more: Any) -> dict[str, Any]:
    """A file input."""
    label = {"type": "plain_text", "text": "Your file"}
    return {
        "type": "input",
        "block_id": "file",
        "label": label,
        "element": {"type": "file_input", "action_id": "chosen", **more},
    }


class Heard:
    """An app that opens a window with a file input for whoever says /file, and keeps what is sent."""

    def __init__(self, slack: LocalSlack, app: App) -> None:
        """Not connected yet."""
        self.slack = slack
        self.app = app
        self.web = client_of(slack, app)
        self.bolt = bolt_of(slack, app)
        self.field = file_field(filetypes=["yaml", "txt"], max_files=1)
        self.refused = ""
        self.sent: list[dict[str, Any]] = []
        self.answer: dict[str, Any] = {}
        self.bolt.command("/file")(self.open)
        self.bolt.view("form")(self.submitted)

    def open(self, ack: Ack, body: dict[str, Any]) -> None:
        """The window."""
        try:
            self.web.views_open(trigger_id=body["trigger_id"], view=modal(blocks=[self.field]))
        except SlackApiError as error:
            self.refused = refusal(error)
        ack()

    def submitted(self, ack: Ack, view: dict[str, Any]) -> None:
        """What was sent."""
        self.sent.append(view["state"]["values"]["file"]["chosen"])
        ack(**self.answer)

    @property
    def file(self) -> dict[str, Any]:
        """The only file that was sent last."""
        (found,) = self.sent[-1]["files"]
        return dict(found)


@pytest.fixture
def heard(slack: LocalSlack) -> Iterator[Heard]:
    """Connected."""
    made = Heard(slack, slack.install_app("helper", scopes=SCOPES, commands=["/file"]))
    with listening(slack, made.app, made.bolt):
        yield made


@pytest.fixture
def ada(slack: LocalSlack, heard: Heard) -> Person:
    """Somebody with the window open."""
    person = slack.add_person("Ada")
    person.command("/file", slack.add_channel("general", [person]))
    assert heard.refused == ""
    return person


def fetched(url: str, app: App) -> httpx.Response:
    """What an app's token gets."""
    return httpx.get(url, headers={"Authorization": f"Bearer {app.bot_token}"}, trust_env=False)


def test_the_app_gets_the_whole_file_object_and_may_read_the_bytes(heard: Heard, ada: Person) -> None:
    ada.attach("Your file", "notes.yaml", NOTES)
    assert ada.modal
    assert ada.modal.value("Your file") == ["notes.yaml"]
    ada.submit()
    assert ada.modal is None
    assert heard.sent[0]["type"] == "file_input"
    assert heard.file["user"] == ada.id
    said = {key: heard.file[key] for key in ("name", "title", "size", "filetype", "mimetype", "mode", "is_external")}
    assert said == {
        "name": "notes.yaml", "title": "notes.yaml", "size": len(NOTES), "filetype": "yaml", "mimetype": "text/plain",
        "mode": "hosted", "is_external": False,
    }  # fmt: skip
    for key in ("url_private", "url_private_download"):
        assert fetched(heard.file[key], heard.app).content == NOTES
    assert heard.web.files_info(file=heard.file["id"])["file"]["url_private"] == heard.file["url_private"]


def test_nobody_reads_a_file_before_it_is_sent_and_no_other_app_after(
    slack: LocalSlack, heard: Heard, ada: Person
) -> None:
    ada.attach("Your file", "notes.yaml", NOTES)
    (file_id,) = slack.world.files
    with pytest.raises(SlackApiError) as caught:
        heard.web.files_info(file=file_id)
    assert refusal(caught.value) == "file_not_found"
    ada.submit()
    other = slack.install_app("other", scopes=SCOPES)
    assert fetched(heard.file["url_private"], other).status_code == 404
    with pytest.raises(SlackApiError) as caught:
        client_of(slack, other).files_info(file=file_id)
    assert refusal(caught.value) == "file_not_found"


@pytest.mark.parametrize("scopes", [("commands",), None], ids=["without the scope", "without a token"])
def test_whoever_may_read_no_files_is_sent_to_a_page_and_gets_no_bytes(
    slack: LocalSlack, heard: Heard, ada: Person, scopes: tuple[str, ...] | None
) -> None:
    ada.attach("Your file", "notes.yaml", NOTES)
    ada.submit()
    token = slack.install_app("shy", scopes=scopes).bot_token if scopes else ""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    first = httpx.get(heard.file["url_private"], headers=headers, trust_env=False)
    assert (first.status_code, NOTES in first.content) == (302, False)
    then = httpx.get(heard.file["url_private"], headers=headers, trust_env=False, follow_redirects=True)
    assert (then.status_code, then.headers["content-type"].partition(";")[0]) == (200, "text/html")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("notes.exe", NOTES, "Please choose a file of these types: yaml, txt."),
        ("yaml", NOTES, "Please choose a file of these types: yaml, txt."),
        ("notes.yaml", b"x" * (MOST_BYTES + 1), "Please choose a file of 10 MB or less."),
    ],
    ids=["kind", "no ending", "size"],
)
def test_what_slack_does_not_take_is_said_beside_the_field(
    heard: Heard, ada: Person, name: str, data: bytes, said: str
) -> None:
    ada.attach("Your file", name, data)
    assert ada.modal
    assert ada.modal.errors == {"Your file": said}
    ada.submit()
    assert ada.modal.errors == {"Your file": "Please complete this required field."}
    assert heard.sent == []


def test_another_file_takes_the_place_of_the_only_one(heard: Heard, ada: Person) -> None:
    ada.attach("Your file", "first.yaml", b"1")
    ada.attach("Your file", "second.TXT", b"2")
    ada.submit()
    assert heard.file["name"] == "second.TXT"


def test_several_files_fit_where_several_are_asked_for(slack: LocalSlack, heard: Heard, ada: Person) -> None:
    heard.field = file_field(max_files=2)
    ada.command("/file", slack.add_channel("other", [ada]))
    for name in ("a.png", "b", "c.zip"):
        ada.attach("Your file", name, b"x")
    assert ada.modal
    assert ada.modal.errors == {"Your file": "Please choose 2 files or fewer."}
    assert ada.modal.value("Your file") == ["a.png", "b"]
    ada.submit()
    assert [one["name"] for one in heard.sent[0]["files"]] == ["a.png", "b"]


def test_an_optional_one_that_nobody_touched_is_an_empty_list(slack: LocalSlack, heard: Heard, ada: Person) -> None:
    heard.field = file_field() | {"optional": True}
    ada.command("/file", slack.add_channel("other", [ada]))
    ada.submit()
    assert heard.sent == [{"type": "file_input", "files": []}]


def test_the_file_stays_when_the_app_finds_a_fault(heard: Heard, ada: Person) -> None:
    heard.answer = {"response_action": "errors", "errors": {"file": "No good"}}
    ada.attach("Your file", "notes.yaml", NOTES)
    ada.submit()
    assert ada.modal
    assert ada.modal.errors == {"Your file": "No good"}
    assert "📎 notes.yaml" in ada.modal.text
    ada.attach("Your file", "better.yaml", NOTES)
    assert ada.modal.errors == {}


class TestTheScope:
    def test_is_needed_to_open_such_a_window(self, slack: LocalSlack) -> None:
        shy = slack.install_app("shy", scopes=["commands"], commands=["/file"])
        made = Heard(slack, shy)
        with listening(slack, shy, made.bolt):
            person = slack.add_person("Ben")
            person.command("/file", slack.add_channel("general", [person]))
        assert made.refused == "missing_scope"
        assert person.modal is None

    def test_is_needed_to_answer_with_one(self, slack: LocalSlack) -> None:
        shy = slack.install_app("shy", scopes=["commands"], commands=["/file"])
        made = Heard(slack, shy)
        made.field = {**file_field(), "element": {"type": "plain_text_input", "action_id": "chosen"}}
        made.answer = {"response_action": "update", "view": modal(blocks=[file_field()])}
        with listening(slack, shy, made.bolt):
            person = slack.add_person("Ben")
            person.command("/file", slack.add_channel("general", [person]))
            person.fill("Your file", "x")
            person.submit()
        assert person.modal
        assert "trouble connecting" in person.modal.text


def test_a_download_can_be_let_fail(slack: LocalSlack, heard: Heard, ada: Person) -> None:
    ada.attach("Your file", "notes.yaml", NOTES)
    ada.submit()
    slack.fail("url_private", "500")
    assert fetched(heard.file["url_private"], heard.app).status_code == 500
    assert fetched(heard.file["url_private"], heard.app).content == NOTES


def test_files_of_a_message_are_there_to_read(slack: LocalSlack) -> None:
    app = slack.install_app("writer", scopes=["files:write", "im:write"])
    ada, web = slack.add_person("Ada"), client_of(slack, app)
    channel = web.conversations_open(users=ada.id)["channel"]["id"]
    post(web, channel)
    assert ada.dm(app)[0].files == {"notes.yaml": NOTES}


def post(web: WebClient, channel: str) -> None:
    """A file as a message."""
    web.files_upload_v2(channel=channel, content=NOTES, filename="notes.yaml", title="Notes")
