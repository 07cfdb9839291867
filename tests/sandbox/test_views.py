"""Windows: how they open, stack, change, close, and what Slack refuses."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import Ack
from slack_bolt import App as BoltApp
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.clock import TravelClock
from sandbox.local_slack import LocalSlack
from sandbox.people import Channel, Person
from tests.sandbox.samples import home
from tests.sandbox.speaking import SCOPES, bolt_of, button, field, listening, modal, refusal


class Stage:
    """Ada, a channel, and an app whose /open keeps its trigger_id and opens `first` if there is one."""

    def __init__(self, slack: LocalSlack, bolt: BoltApp, ada: Person, channel: Channel) -> None:
        """Listeners write down what they heard."""
        self.slack, self.bolt, self.ada, self.channel = slack, bolt, ada, channel
        self.web: WebClient = bolt.client
        self.first: dict[str, Any] | None = modal()
        self.triggers: list[str] = []
        self.views: list[dict[str, Any]] = []
        self.heard: list[dict[str, Any]] = []
        self.answer: dict[str, Any] = {}
        bolt.command("/open")(self.on_command)
        bolt.view("form")(self.on_submit)
        bolt.view_closed("form")(self.on_close)
        bolt.action("go")(self.on_button)

    def on_command(self, ack: Ack, body: dict[str, Any]) -> None:
        """/open."""
        self.triggers.append(body["trigger_id"])
        if self.first is not None:
            self.views.append(self.web.views_open(trigger_id=body["trigger_id"], view=self.first)["view"])
        ack()

    def on_submit(self, ack: Ack, body: dict[str, Any]) -> None:
        """Save."""
        self.heard.append(body)
        ack(**self.answer)

    def on_close(self, ack: Ack, body: dict[str, Any]) -> None:
        """Cancel."""
        self.heard.append(body)
        ack()

    def on_button(self, ack: Ack, body: dict[str, Any]) -> None:
        """A button in a window."""
        self.heard.append(body)
        self.triggers.append(body["trigger_id"])
        ack()

    def open(self) -> dict[str, Any]:
        """Ada types /open; the view that it opened."""
        self.ada.command("/open", self.channel)
        return self.views[-1]

    def trigger(self) -> str:
        """A fresh trigger_id."""
        self.first = None
        self.ada.command("/open", self.channel)
        return self.triggers[-1]


@pytest.fixture
def stage(slack: LocalSlack) -> Iterator[Stage]:
    """Connected."""
    app = slack.install_app("helper", scopes=SCOPES, commands=["/open"])
    bolt = bolt_of(slack, app)
    ada = slack.add_person("Ada")
    made = Stage(slack, bolt, ada, slack.add_channel("general", [ada]))
    with listening(slack, app, bolt):
        yield made


def refused(call: Any, **named: Any) -> str:
    """The word with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        call(**named)
    return refusal(caught.value)


def advance(stage: Stage, **by: float) -> None:
    """Let time pass."""
    clock = stage.slack.clock
    assert isinstance(clock, TravelClock)
    clock.advance(timedelta(**by))


class TestTriggers:
    def test_open_one_window_only(self, stage: Stage) -> None:
        trigger = stage.trigger()
        assert stage.web.views_open(trigger_id=trigger, view=modal())["ok"]
        assert refused(stage.web.views_open, trigger_id=trigger, view=modal()) == "exchanged_trigger_id"

    def test_live_for_three_seconds(self, stage: Stage) -> None:
        trigger = stage.trigger()
        advance(stage, seconds=3.5)
        assert refused(stage.web.views_open, trigger_id=trigger, view=modal()) == "expired_trigger_id"

    def test_are_not_made_up(self, stage: Stage) -> None:
        assert refused(stage.web.views_open, trigger_id="t.1", view=modal()) == "invalid_trigger_id"

    def test_survive_a_window_that_slack_refuses(self, stage: Stage) -> None:
        trigger = stage.trigger()
        assert refused(stage.web.views_open, trigger_id=trigger, view=modal("x" * 25)) == "invalid_arguments"
        assert stage.web.views_open(trigger_id=trigger, view=modal())["ok"]
        assert [one.what for one in stage.slack.world.violations] == ["bad view"]


class TestTheStack:
    def test_holds_three(self, stage: Stage) -> None:
        stage.first = modal(blocks=[button()])
        stage.open()
        for title in ("Second", "Third"):
            stage.ada.press("Go")
            stage.web.views_push(trigger_id=stage.triggers[-1], view=modal(title, [button()]))
        stage.ada.press("Go")
        assert refused(stage.web.views_push, trigger_id=stage.triggers[-1], view=modal()) == "push_limit_reached"
        assert stage.ada.modal is not None
        assert (stage.ada.modal.title, stage.ada.modal.depth) == ("Third", 3)

    def test_reveals_what_lies_beneath(self, stage: Stage) -> None:
        stage.open()
        stage.answer = {"response_action": "push", "view": modal("Second")}
        stage.ada.fill("Name", "x")
        stage.ada.submit()
        assert stage.ada.modal is not None
        assert stage.ada.modal.title == "Second"
        stage.ada.close()
        assert stage.ada.modal is not None
        assert (stage.ada.modal.title, stage.ada.modal.value("Name")) == ("A form", "x")


class TestChanging:
    def test_keeps_what_is_typed_under_the_same_ids(self, stage: Stage) -> None:
        view = stage.open()
        stage.ada.fill("Name", "Ada L.")
        fresh = modal("New", [field(initial_value="else"), field("other", "Other", initial_value="begun")])
        stage.web.views_update(view_id=view["id"], view=fresh)
        assert stage.ada.modal is not None
        assert (stage.ada.modal.value("Name"), stage.ada.modal.value("Other")) == ("Ada L.", "begun")

    def test_is_refused_with_a_hash_that_is_no_longer_true(self, stage: Stage) -> None:
        view = stage.open()
        again = stage.web.views_update(view_id=view["id"], hash=view["hash"], view=modal("Two"))["view"]
        assert refused(stage.web.views_update, view_id=view["id"], hash=view["hash"], view=modal()) == "hash_conflict"
        assert stage.web.views_update(view_id=view["id"], hash=again["hash"], view=modal("Three"))["ok"]

    def test_finds_a_window_by_the_app_s_own_name_for_it(self, stage: Stage) -> None:
        stage.first = modal(external_id="mine")
        stage.open()
        assert stage.web.views_update(external_id="mine", view=modal("Found", external_id="mine"))["ok"]
        trigger = stage.trigger()
        assert refused(stage.web.views_open, trigger_id=trigger, view=modal(external_id="mine")) == (
            "duplicate_external_id"
        )

    def test_finds_nothing_once_it_is_closed(self, stage: Stage) -> None:
        view = stage.open()
        stage.ada.close()
        assert refused(stage.web.views_update, view_id=view["id"], view=modal()) == "not_found"


class TestSubmitting:
    def test_an_empty_answer_closes_the_window(self, stage: Stage) -> None:
        stage.open()
        stage.ada.fill("Name", "Ada")
        stage.ada.submit()
        assert stage.ada.modal is None
        typed = stage.heard[0]["view"]["state"]["values"]["name"]["typed"]
        assert typed == {"type": "plain_text_input", "value": "Ada"}

    def test_carries_a_whole_view_with_ids_that_slack_gave(self, stage: Stage) -> None:
        nameless = {key: value for key, value in field().items() if key != "block_id"}
        stage.first = modal(blocks=[nameless], private_metadata="kept")
        stage.open()
        stage.ada.fill("Name", "Ada")
        stage.ada.submit()
        view = stage.heard[0]["view"]
        assert view["blocks"][0]["block_id"] in view["state"]["values"]
        assert {"id", "team_id", "hash", "root_view_id", "app_id", "bot_id", "clear_on_close"} <= view.keys()
        assert (view["type"], view["private_metadata"], view["callback_id"]) == ("modal", "kept", "form")

    def test_shows_errors_beside_their_fields(self, stage: Stage) -> None:
        stage.open()
        stage.answer = {"response_action": "errors", "errors": {"name": "Too short"}}
        stage.ada.fill("Name", "x")
        stage.ada.submit()
        assert stage.ada.modal is not None
        assert stage.ada.modal.errors == {"Name": "Too short"}

    def test_clears_the_whole_stack(self, stage: Stage) -> None:
        stage.open()
        stage.answer = {"response_action": "push", "view": modal("Second")}
        stage.ada.fill("Name", "x")
        stage.ada.submit()
        stage.answer = {"response_action": "clear"}
        stage.ada.fill("Name", "y")
        stage.ada.submit()
        assert stage.ada.modal is None

    @pytest.mark.parametrize(
        "answer",
        [
            {"response_action": "errors", "errors": {"nowhere": "x"}},
            {"response_action": "errors", "errors": {"row-go": "x"}},
            {"response_action": "vanish"},
            {"response_action": "update", "view": modal("x" * 25)},
        ],
    )
    def test_an_answer_that_slack_does_not_understand_shows_trouble(self, stage: Stage, answer: dict[str, Any]) -> None:
        stage.first = modal(blocks=[field(), button()])
        stage.open()
        stage.answer = answer
        stage.ada.fill("Name", "x")
        stage.ada.submit()
        assert stage.ada.modal is not None
        assert "trouble connecting" in stage.ada.modal.errors[""]
        assert stage.slack.world.violations != []

    def test_what_a_field_forbids_never_leaves_slack(self, stage: Stage) -> None:
        stage.first = modal(blocks=[field(max_length=3)])
        stage.open()
        stage.ada.submit()
        assert stage.ada.modal is not None
        assert "required" in stage.ada.modal.errors["Name"]
        stage.ada.fill("Name", "much too long")
        stage.ada.submit()
        assert "3 characters" in stage.ada.modal.errors["Name"]
        assert stage.heard == []


class TestClosing:
    def test_is_told_only_where_the_window_asks_for_it(self, stage: Stage) -> None:
        stage.open()
        stage.ada.close()
        assert stage.heard == []
        stage.first = modal(notify_on_close=True)
        stage.open()
        stage.ada.fill("Name", "unsent")
        stage.ada.close()
        (told,) = stage.heard
        assert (told["type"], told["is_cleared"], told["view"]["state"]) == ("view_closed", False, {"values": {}})

    def test_closing_all_tells_of_the_lowest_window(self, stage: Stage) -> None:
        stage.first = modal(notify_on_close=True)
        root = stage.open()
        stage.answer = {"response_action": "push", "view": modal("Second")}
        stage.ada.fill("Name", "x")
        stage.ada.submit()
        stage.ada.close(all_of_it=True)
        told = stage.heard[-1]
        assert (told["is_cleared"], told["view"]["id"], stage.ada.modal) == (True, root["id"], None)

    def test_a_window_may_take_the_whole_stack_with_it(self, stage: Stage) -> None:
        stage.open()
        stage.answer = {"response_action": "push", "view": modal("Second", clear_on_close=True)}
        stage.ada.fill("Name", "x")
        stage.ada.submit()
        stage.ada.close()
        assert stage.ada.modal is None


class TestHome:
    def test_is_published_without_a_trigger_and_pressed_like_any_other(self, stage: Stage) -> None:
        assert stage.ada.home is None
        stage.web.views_publish(user_id=stage.ada.id, view={"type": "home", "blocks": [button("Begin")]})
        assert stage.ada.home is not None
        assert stage.ada.home.buttons == ["Begin"]
        stage.ada.press("Begin", on=stage.ada.home)
        assert stage.heard[0]["view"]["type"] == "home"

    def test_is_guarded_by_its_hash(self, stage: Stage) -> None:
        home = {"type": "home", "blocks": [button()]}
        first = stage.web.views_publish(user_id=stage.ada.id, view=home)["view"]["hash"]
        stage.web.views_publish(user_id=stage.ada.id, view=home, hash=first)
        assert refused(stage.web.views_publish, user_id=stage.ada.id, view=home, hash=first) == "hash_conflict"
        assert refused(stage.web.views_publish, user_id=stage.ada.id, view=modal()) == "invalid_arguments"


class TestTheHomeTab:
    def test_is_published_whether_it_was_ever_opened_or_not(self, stage: Stage) -> None:
        stage.web.views_publish(user_id=stage.ada.id, view=home(button()))
        assert stage.ada.home is not None
        assert stage.ada.home.buttons == ["Go"]

    def test_is_published_over_itself_and_keeps_its_id(self, stage: Stage) -> None:
        first = stage.web.views_publish(user_id=stage.ada.id, view=home())["view"]
        again = stage.web.views_publish(user_id=stage.ada.id, view=home(button()), hash=first["hash"])["view"]
        assert again["id"] == first["id"]
        assert again["hash"] != first["hash"]

    def test_is_refused_with_a_hash_that_is_no_longer_true(self, stage: Stage) -> None:
        first = stage.web.views_publish(user_id=stage.ada.id, view=home())["view"]
        stage.web.views_publish(user_id=stage.ada.id, view=home())
        word = refused(stage.web.views_publish, user_id=stage.ada.id, view=home(), hash=first["hash"])
        assert word == "hash_conflict"

    def test_is_refused_where_it_is_not_switched_on(self, slack: LocalSlack) -> None:
        app = slack.install_app("homeless", scopes=SCOPES, home_tab=False)
        web = WebClient(app.bot_token, base_url=slack.url)
        assert refused(web.views_publish, user_id=slack.add_person("Ada").id, view=home()) == "not_enabled"

    def test_takes_no_window_and_no_stranger(self, stage: Stage) -> None:
        assert refused(stage.web.views_publish, user_id="U404", view=home()) == "user_not_found"
        assert refused(stage.web.views_publish, user_id=stage.ada.id, view=modal()) == "invalid_arguments"
        stage.slack.world.violations.clear()

    def test_opens_windows_but_nothing_can_be_pushed_on_it(self, stage: Stage) -> None:
        stage.web.views_publish(user_id=stage.ada.id, view=home(button()))
        stage.ada.press("Go", on=stage.ada.home)
        container = stage.heard[-1]["container"]
        assert (container["type"], stage.heard[-1]["view"]["type"]) == ("view", "home")
        assert refused(stage.web.views_push, trigger_id=stage.triggers[-1], view=modal()) == "not_found"
        stage.ada.press("Go", on=stage.ada.home)
        assert stage.web.views_open(trigger_id=stage.triggers[-1], view=modal())["ok"]
