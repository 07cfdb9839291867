"""What apps are told of, and what not."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import App as BoltApp

from sandbox.local_slack import LocalSlack
from sandbox.world import App
from tests.sandbox.speaking import SCOPES, bolt_of, listening

EVENTS = (
    "app_home_opened", "app_mention", "file_shared", "member_joined_channel", "message.channels", "message.im",
    "user_change",
)  # fmt: skip


class Ear:
    """An app that writes down every event."""

    def __init__(self, slack: LocalSlack, app: App) -> None:
        """Hears also its own messages."""
        self.app = app
        self.bolt: BoltApp = bolt_of(slack, app)
        self.told: list[dict[str, Any]] = []
        self.bolt.middleware(self.note)
        for kind in ("message", "app_mention", "app_home_opened", "member_joined_channel", "user_change"):
            self.bolt.event(kind)(lambda: None)

    def note(self, body: dict[str, Any], next: Any) -> None:  # noqa: A002 Bolt's name for it
        """Keep it."""
        self.told.append(body["event"])
        next()

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The events of a kind."""
        return [event for event in self.told if event["type"] == kind]


@pytest.fixture
def ear(slack: LocalSlack) -> Iterator[Ear]:
    """Connected."""
    app = slack.install_app("helper", scopes=SCOPES, events=EVENTS)
    made = Ear(slack, app)
    with listening(slack, app, made.bolt):
        yield made


def test_private_words_reach_the_app_they_are_for(slack: LocalSlack, ear: Ear) -> None:
    slack.add_person("Ada").says("R&D <3")
    slack.wait_until(lambda: len(ear.told) == 1)
    event = ear.told[0]
    assert (event["type"], event["channel_type"], event["text"]) == ("message", "im", "R&amp;D &lt;3")


def test_words_in_a_channel_reach_only_apps_that_are_there(slack: LocalSlack, ear: Ear) -> None:
    ada = slack.add_person("Ada")
    ada.says("unheard", slack.add_channel("elsewhere", [ada]))
    ada.says("heard", slack.add_channel("general", [ada], apps=[ear.app]))
    slack.wait_until(lambda: len(ear.told) == 1)
    assert (ear.told[0]["text"], ear.told[0]["channel_type"]) == ("heard", "channel")


def test_words_in_a_private_channel_need_a_subscription_of_their_own(slack: LocalSlack, ear: Ear) -> None:
    ada = slack.add_person("Ada")
    ada.says("unheard", slack.add_channel("secret", [ada], private=True, apps=[ear.app]))
    ada.says("heard")
    slack.wait_until(lambda: len(ear.told) == 1)
    assert ear.told[0]["text"] == "heard"


def test_a_mention_comes_besides_the_message(slack: LocalSlack, ear: Ear) -> None:
    ada = slack.add_person("Ada")
    ada.says("hello", slack.add_channel("general", [ada], apps=[ear.app]), to=ear.app)
    slack.wait_until(lambda: len(ear.told) == 2)
    assert {event["type"] for event in ear.told} == {"message", "app_mention"}
    assert ear.told[0]["text"] == f"<@{ear.app.bot_user_id}> hello"


def test_an_app_hears_other_apps_with_their_bot_id(slack: LocalSlack, ear: Ear) -> None:
    other = slack.install_app("other", scopes=SCOPES)
    channel = slack.add_channel("general", apps=[ear.app, other])
    web = bolt_of(slack, other).client
    ts = web.chat_postMessage(channel=channel.id, text="one")["ts"]
    web.chat_update(channel=channel.id, ts=ts, text="two")
    web.chat_delete(channel=channel.id, ts=ts)
    slack.wait_until(lambda: len(ear.told) == 3)
    by_subtype = {event.get("subtype"): event for event in ear.told}
    assert by_subtype[None]["bot_id"] == other.bot_id
    changed = by_subtype["message_changed"]
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("one", "two")
    assert by_subtype["message_deleted"]["deleted_ts"] == ts


def test_what_people_edit_and_take_away_is_told_with_what_it_was(slack: LocalSlack, ear: Ear) -> None:
    ada = slack.add_person("Ada")
    channel = slack.add_channel("general", [ada], apps=[ear.app])
    head = ada.says("a head", channel)
    said = ada.says("one", channel, under=head)
    ada.edits(said, "two & three")
    ada.deletes(said)
    slack.wait_until(lambda: len(ear.told) == 4)
    by_subtype = {event.get("subtype"): event for event in ear.told if event["ts"] != head.ts}
    changed, gone = by_subtype["message_changed"], by_subtype["message_deleted"]
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("one", "two &amp; three")
    assert changed["message"]["edited"]["user"] == ada.id
    assert float(by_subtype[None]["event_ts"]) < float(changed["event_ts"]) < float(gone["event_ts"])
    assert (gone["deleted_ts"], gone["previous_message"]["thread_ts"]) == (said.ts, head.ts)
    assert "user" not in gone
    assert channel.thread(head) == []


def test_a_message_with_replies_leaves_its_place_which_is_a_change(slack: LocalSlack, ear: Ear) -> None:
    ada = slack.add_person("Ada")
    channel = slack.add_channel("general", [ada], apps=[ear.app])
    head = ada.says("a head", channel)
    ada.says("a reply", channel, under=head)
    ada.deletes(head)
    slack.wait_until(lambda: len(ear.told) == 3)
    changed = next(event for event in ear.told if event.get("subtype") == "message_changed")
    assert (changed["message"]["subtype"], changed["message"]["user"]) == ("tombstone", "USLACKBOT")
    assert changed["previous_message"]["text"] == "a head"
    assert head.text == "This message was deleted."


def test_a_file_and_a_reply_that_all_shall_see_are_told_as_such(slack: LocalSlack, ear: Ear) -> None:
    ada = slack.add_person("Ada")
    channel = slack.add_channel("general", [ada], apps=[ear.app])
    head = ada.says("a head", channel)
    ada.says("look", channel, under=head, file=("plan.png", b"png"))
    ada.says("all of you", channel, under=head, broadcast=True)
    slack.wait_until(lambda: len(ear.told) == 3)
    by_text = {event["text"]: event for event in ear.told}
    assert by_text["look"]["subtype"] == "file_share"
    assert by_text["look"]["files"]
    assert by_text["all of you"]["subtype"] == "thread_broadcast"
    assert [seen.text for seen in channel.messages] == ["a head", "all of you"]


def test_opening_the_home_tab_carries_what_was_published(slack: LocalSlack, ear: Ear) -> None:
    ada = slack.add_person("Ada")
    ada.opens_home()
    assert "view" not in ear.of("app_home_opened")[0]
    ear.bolt.client.views_publish(user_id=ada.id, view={"type": "home", "blocks": [{"type": "divider"}]})
    ada.opens_home()
    ada.opens_home(tab="messages")
    tabs = [(event["tab"], "view" in event) for event in ear.of("app_home_opened")]
    assert tabs == [("home", False), ("home", True), ("messages", False)]


def test_changes_of_people_and_members_are_told(slack: LocalSlack, ear: Ear) -> None:
    ada = slack.add_person("Ada")
    ada.moves_to("America/New_York")
    slack.add_channel("general", apps=[ear.app]).invite(ada)
    assert ear.of("user_change")[0]["user"]["tz"] == "America/New_York"
    assert ear.of("member_joined_channel")[0]["user"] == ada.id


def test_nothing_is_told_of_another_workspace_or_without_a_subscription(slack: LocalSlack, ear: Ear) -> None:
    slack.add_person("Eve", workspace=slack.add_workspace("Elsewhere")).moves_to("Asia/Tokyo")
    slack.tell({"type": "channel_rename", "channel": {"id": "C1"}})
    assert ear.told == []
