"""Commands, clicks, suggestions, response_urls, and acknowledgements that come too late or never."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk.webhook import WebhookClient

from sandbox.clock import TravelClock
from sandbox.find import NotSeenError
from sandbox.local_slack import LocalSlack
from sandbox.world import App, Violation
from tests.sandbox.speaking import SCOPES, bolt_of, button, field, listening, modal, section


class Heard:
    """An app that writes down what it heard, and answers as it is told to."""

    def __init__(self, slack: LocalSlack, app: App) -> None:
        """Listens to /say, to the button `go`, and to what is typed in the menu `pick`."""
        self.app = app
        self.bodies: list[dict[str, Any]] = []
        self.answer: dict[str, Any] = {}
        self.let_go = threading.Event()
        self.let_go.set()
        self.bolt = bolt_of(slack, app)
        self.bolt.command("/say")(self.listen)
        self.bolt.action("go")(self.listen)
        self.bolt.options("pick")(self.listen)

    def listen(self, ack: Ack, body: dict[str, Any]) -> None:
        """Anything."""
        self.bodies.append(body)
        self.let_go.wait(10)
        ack(**self.answer)

    def open(self, blocks: list[dict[str, Any]]) -> None:
        """A window, with the newest trigger_id."""
        self.bolt.client.views_open(trigger_id=self.bodies[-1]["trigger_id"], view=modal(blocks=blocks))

    def post(self, **said: Any) -> int:
        """Say something to the newest response_url; the HTTP status."""
        return WebhookClient(self.bodies[-1]["response_url"]).send_dict(said).status_code


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A Slack that waits for acknowledgements for half a second."""
    with LocalSlack(speed=1_000, ack_seconds=0.5) as started:
        yield started


@pytest.fixture
def heard(slack: LocalSlack) -> Iterator[Heard]:
    """Connected."""
    app = slack.install_app("helper", scopes=SCOPES, commands=["/say"])
    made = Heard(slack, app)
    with listening(slack, app, made.bolt):
        yield made
        made.let_go.set()


class TestCommands:
    def test_carry_who_where_and_what_as_plain_strings(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        channel = slack.add_channel("general", [ada])
        ada.command("/say  hello there", channel)
        body = heard.bodies[0]
        assert (body["command"], body["user_id"], body["channel_id"]) == ("/say", ada.id, channel.id)
        assert body["text"].strip() == "hello there"
        assert all(isinstance(value, str) for value in body.values())

    def test_are_answered_privately_at_once(self, slack: LocalSlack, heard: Heard) -> None:
        ada, ben = slack.add_person("Ada"), slack.add_person("Ben")
        channel = slack.add_channel("general", [ada, ben])
        heard.answer = {"text": "only for you"}
        seen = ada.command("/say", channel)
        assert seen is not None
        assert seen.notification == "only for you"
        assert (ben.reads(channel), channel.messages) == ([], [])

    def test_are_answered_to_all_if_the_app_says_so(self, slack: LocalSlack, heard: Heard) -> None:
        ada, ben = slack.add_person("Ada"), slack.add_person("Ben")
        channel = slack.add_channel("general", [ada, ben])
        heard.answer = {"text": "hear", "response_type": "in_channel"}
        ada.command("/say", channel)
        assert [seen.notification for seen in ben.reads(channel)] == ["hear"]

    def test_that_nobody_acknowledges_are_not_repeated_and_the_person_is_told(
        self, slack: LocalSlack, heard: Heard
    ) -> None:
        ada = slack.add_person("Ada")
        channel = slack.add_channel("general", [ada])
        heard.let_go.clear()
        assert ada.command("/say", channel) is None
        assert "operation_timeout" in ada.whispers(channel)[-1].notification
        assert len(heard.bodies) == 1
        assert slack.world.violations == [Violation("not acknowledged in time", "slash_commands")]
        assert slack.world.acks[-1].seconds is None

    def test_that_nobody_listens_to_are_not_acknowledged(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        with pytest.raises(LookupError, match="no app answers /sing"):
            ada.command("/sing", slack.add_channel("general", [ada]))

    def test_go_to_the_app_that_was_installed_last(self, slack: LocalSlack, heard: Heard) -> None:
        later = slack.install_app("later", scopes=SCOPES, commands=["/say"])
        assert slack.app_for("/say", slack.workspace.id) == later

    def test_of_an_organisation_s_app_name_it(self, slack: LocalSlack) -> None:
        app = slack.install_app("wide", scopes=SCOPES, commands=["/say"], org=True)
        wide = Heard(slack, app)
        ada = slack.add_person("Ada")
        channel = slack.add_channel("general", [ada], apps=[app])
        with listening(slack, app, wide.bolt):
            ada.command("/say", channel)
            wide.bolt.client.chat_postMessage(channel=channel.id, text="x", blocks=[button()])
            ada.press("Go", on=channel.messages[-1])
        command, click = wide.bodies
        assert (command["is_enterprise_install"], command["enterprise_id"]) == ("true", app.enterprise_id)
        assert (click["team"], click["enterprise"]["id"]) == (None, app.enterprise_id)
        assert click["is_enterprise_install"] is True


class TestClicks:
    def test_on_a_message_carry_it_and_a_response_url(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        channel = slack.add_channel("general", [ada], apps=[heard.app])
        ts = heard.bolt.client.chat_postMessage(channel=channel.id, text="x", blocks=[button()])["ts"]
        ada.press("Go", on=channel.messages[-1])
        body = heard.bodies[0]
        assert (body["container"]["message_ts"], body["message"]["ts"]) == (ts, ts)
        assert (body["actions"][0]["action_id"], body["actions"][0]["block_id"]) == ("go", "row-go")
        assert heard.post(text="done", replace_original=True) == 200
        assert (channel.messages[-1].notification, channel.messages[-1].buttons) == ("done", [])

    def test_that_nobody_acknowledges_show_trouble_in_a_window(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        ada.command("/say", slack.add_channel("general", [ada]))
        heard.open([button()])
        heard.let_go.clear()
        ada.press("Go")
        assert ada.modal is not None
        assert "trouble connecting" in ada.modal.text
        assert slack.world.violations == [Violation("not acknowledged in time", "interactive")]

    def test_on_what_is_not_there_show_what_is(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        channel = slack.add_channel("general", [ada], apps=[heard.app])
        heard.bolt.client.chat_postMessage(channel=channel.id, text="x", blocks=[button()])
        with pytest.raises(NotSeenError, match="no such button 'Stop'; there are: 'Go'"):
            ada.press("Stop", on=channel.messages[-1])


class TestSuggestions:
    def menu(self) -> dict[str, Any]:
        """A field whose options the app suggests."""
        return field("menu", "Pick one") | {"element": {"type": "external_select", "action_id": "pick"}}

    def options(self, count: int) -> list[dict[str, Any]]:
        """So many options."""
        return [{"text": {"type": "plain_text", "text": f"No {n}"}, "value": str(n)} for n in range(count)]

    def test_are_asked_for_while_somebody_types(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        ada.command("/say", slack.add_channel("general", [ada]))
        heard.open([self.menu()])
        heard.answer = {"options": self.options(2)}
        ada.choose("Pick one", "No 1", typing="no")
        assert heard.bodies[-1]["value"] == "no"
        assert ada.modal is not None
        assert ada.modal.value("Pick one") == "No 1"

    def test_are_a_hundred_at_most(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        ada.command("/say", slack.add_channel("general", [ada]))
        heard.open([self.menu()])
        heard.answer = {"options": self.options(101)}
        with pytest.raises(NotSeenError):
            ada.choose("Pick one", "No 1")
        assert [one.what for one in slack.world.violations] == ["bad options"]


class TestResponseUrls:
    def test_work_where_the_app_is_not_and_only_for_one(self, slack: LocalSlack, heard: Heard) -> None:
        ada, ben = slack.add_person("Ada"), slack.add_person("Ben")
        channel = slack.add_channel("secret", [ada, ben], private=True)
        ada.command("/say", channel)
        assert heard.post(text="psst", blocks=[section("psst")]) == 200
        assert [seen.notification for seen in ada.whispers(channel)] == ["psst"]
        assert ben.reads(channel) == []

    def test_take_five_answers(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        ada.command("/say", slack.add_channel("general", [ada]))
        assert [heard.post(text=str(n)) for n in range(6)] == [200] * 5 + [404]

    def test_live_for_thirty_minutes(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        ada.command("/say", slack.add_channel("general", [ada]))
        assert isinstance(slack.clock, TravelClock)
        slack.clock.advance(timedelta(minutes=29))
        assert heard.post(text="in time") == 200
        slack.clock.advance(timedelta(minutes=2))
        assert heard.post(text="too late") == 404

    def test_change_and_delete_what_was_whispered(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        channel = slack.add_channel("general", [ada], apps=[heard.app])
        heard.bolt.client.chat_postEphemeral(channel=channel.id, user=ada.id, text="x", blocks=[button()])
        ada.press("Go", on=ada.whispers(channel)[0])
        heard.post(text="changed", replace_original=True, response_type="in_channel")
        assert [seen.notification for seen in ada.whispers(channel)] == ["changed"]
        heard.post(delete_original=True)
        assert (ada.whispers(channel), channel.messages) == ([], [])

    def test_refuse_what_a_message_may_not_be(self, slack: LocalSlack, heard: Heard) -> None:
        ada = slack.add_person("Ada")
        ada.command("/say", slack.add_channel("general", [ada]))
        assert heard.post(blocks=[{"type": "sun"}]) == 400
        assert [one.what for one in slack.world.violations] == ["bad response"]
