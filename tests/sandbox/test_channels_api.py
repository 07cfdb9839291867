"""Where an app may speak, read and enter."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.local_slack import LocalSlack
from sandbox.world import App
from tests.sandbox.speaking import SCOPES, client_of, refusal, section

ALL = (*SCOPES, "groups:read", "groups:history", "channels:manage", "channels:join", "users:read.email")
MORE = ("pins:write", "bookmarks:write", "dnd:read", "usergroups:read", "team:read", "mpim:write")


@pytest.fixture
def app(slack: LocalSlack) -> App:
    """An app that may do much."""
    return slack.install_app("helper", scopes=ALL + MORE)


@pytest.fixture
def web(slack: LocalSlack, app: App) -> WebClient:
    """Its client."""
    return client_of(slack, app)


def refused(call: Any, *arguments: Any, **named: Any) -> str:
    """The word with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        call(*arguments, **named)
    return refusal(caught.value)


class TestOutsideAChannel:
    def test_a_public_one_says_that_the_app_is_not_in_it(self, slack: LocalSlack, web: WebClient) -> None:
        there = slack.add_channel("general").id
        assert refused(web.chat_postMessage, channel=there, text="x") == "not_in_channel"
        assert refused(web.conversations_history, channel=there) == "not_in_channel"
        assert web.conversations_members(channel=there)["members"] == []

    def test_a_public_one_takes_messages_with_a_scope_for_it(self, slack: LocalSlack) -> None:
        loud = client_of(slack, slack.install_app("loud", scopes=["chat:write", "chat:write.public"]))
        assert loud.chat_postMessage(channel=slack.add_channel("general").id, text="x")["ok"]

    def test_a_private_one_looks_as_if_it_did_not_exist(self, slack: LocalSlack, web: WebClient) -> None:
        there = slack.add_channel("secret", private=True).id
        for call in (web.conversations_info, web.conversations_members, web.conversations_history):
            assert refused(call, channel=there) == "channel_not_found"
        assert refused(web.chat_postMessage, channel=there, text="x") == "channel_not_found"
        assert there not in [one["id"] for one in web.conversations_list(types="private_channel")["channels"]]

    def test_other_people_s_conversations_are_not_found(self, slack: LocalSlack, web: WebClient) -> None:
        ada, ben = slack.add_person("Ada"), slack.add_person("Ben")
        theirs = slack.world.direct(slack.workspace.id, ada.id, ben.id).id
        assert refused(web.chat_postMessage, channel=theirs, text="x") == "channel_not_found"

    def test_an_archived_one_takes_nothing_more(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        channel = slack.add_channel("old", apps=[app])
        ts = web.chat_postMessage(channel=channel.id, text="x")["ts"]
        channel.archive()
        assert refused(web.chat_postMessage, channel=channel.id, text="x") == "is_archived"
        assert refused(web.chat_update, channel=channel.id, ts=ts, text="y") == "is_inactive"
        channel.unarchive()
        assert web.chat_update(channel=channel.id, ts=ts, text="y")["ok"]

    def test_an_app_joins_public_channels_only(self, slack: LocalSlack, web: WebClient) -> None:
        general, secret = slack.add_channel("general"), slack.add_channel("secret", private=True)
        assert web.conversations_join(channel=general.id)["channel"]["name"] == "general"
        assert web.chat_postMessage(channel=general.id, text="x")["ok"]
        assert refused(web.conversations_join, channel=secret.id) == "method_not_supported_for_channel_type"


class TestPeopleInPrivate:
    def test_a_direct_conversation_is_opened_once_and_spoken_in(self, slack: LocalSlack, web: WebClient) -> None:
        ada = slack.add_person("Ada")
        opened = [web.conversations_open(users=ada.id)["channel"]["id"] for _ in range(2)]
        assert opened[0] == opened[1]
        web.chat_postMessage(channel=opened[0], text="psst")
        assert [seen.notification for seen in ada.dm()] == ["psst"]

    def test_needs_the_scope_for_it(self, slack: LocalSlack) -> None:
        ada = slack.add_person("Ada")
        shy = client_of(slack, slack.install_app("shy", scopes=["chat:write"]))
        assert refused(shy.conversations_open, users=ada.id) == "missing_scope"

    def test_who_left_is_no_longer_reached_anew_but_where_they_once_were(
        self, slack: LocalSlack, web: WebClient
    ) -> None:
        ada = slack.add_person("Ada")
        there = web.conversations_open(users=ada.id)["channel"]["id"]
        ada.is_deactivated()
        assert refused(web.conversations_open, users=ada.id) == "user_disabled"
        assert web.chat_postMessage(channel=there, text="farewell")["ok"]

    def test_nobody_is_opened_with_nobody(self, web: WebClient) -> None:
        assert refused(web.conversations_open, users=[]) == "users_list_not_supplied"
        assert refused(web.conversations_open, users="U404") == "user_not_found"


class TestAnotherWorkspace:
    def test_has_people_and_channels_that_this_app_cannot_see(
        self, slack: LocalSlack, app: App, web: WebClient
    ) -> None:
        other = slack.add_workspace("Elsewhere")
        eve = slack.add_person("Eve", workspace=other)
        far = slack.add_channel("far", [eve], workspace=other)
        assert refused(web.users_info, user=eve.id) == "user_not_found"
        assert refused(web.conversations_info, channel=far.id) == "channel_not_found"
        assert refused(web.chat_postMessage, channel=eve.id, text="x") == "channel_not_found"
        assert refused(web.users_list, team_id=other.id) == "team_access_not_granted"
        assert [one["id"] for one in web.users_list()["members"]] == [app.bot_user_id]


class TestWhatWasSaid:
    def test_history_is_the_newest_first_and_comes_in_pages(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        channel = slack.add_channel("general", apps=[app])
        for number in range(5):
            web.chat_postMessage(channel=channel.id, text=str(number))
        first = web.conversations_history(channel=channel.id, limit=3)
        cursor = first["response_metadata"]["next_cursor"]
        rest = web.conversations_history(channel=channel.id, limit=3, cursor=cursor)
        assert [m["text"] for m in first["messages"] + rest["messages"]] == ["4", "3", "2", "1", "0"]
        assert (first["has_more"], rest["has_more"]) == (True, False)
        assert refused(web.conversations_history, channel=channel.id, cursor="x") == "invalid_cursor"

    def test_a_thread_is_apart_from_the_history(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        channel = slack.add_channel("general", apps=[app])
        parent = web.chat_postMessage(channel=channel.id, text="parent")["ts"]
        web.chat_postMessage(channel=channel.id, text="reply", thread_ts=parent)
        assert [m["text"] for m in web.conversations_history(channel=channel.id)["messages"]] == ["parent"]
        told = web.conversations_replies(channel=channel.id, ts=parent)["messages"]
        assert [m["text"] for m in told] == ["parent", "reply"]
        assert refused(web.chat_postMessage, channel=channel.id, text="x", thread_ts="1.2") == "thread_not_found"

    def test_a_thread_says_who_replied_to_whom(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        ada = slack.add_person("Ada")
        channel = slack.add_channel("general", [ada], apps=[app])
        parent = web.chat_postMessage(channel=channel.id, text="parent")["ts"]
        alone = web.conversations_replies(channel=channel.id, ts=parent)["messages"]
        assert [(m["text"], "thread_ts" in m) for m in alone] == [("parent", False)]
        said = ada.says("reply", channel, under=channel.messages[0])
        ada.edits(said, "better")
        above, below = web.conversations_replies(channel=channel.id, ts=parent)["messages"]
        assert (above["thread_ts"], above["reply_count"]) == (parent, 1)
        assert (below["text"], below["thread_ts"], below["parent_user_id"]) == ("better", parent, app.bot_user_id)
        assert below["edited"]["user"] == ada.id
        assert below["edited"]["ts"].endswith(".000000"), "to the second"
        assert refused(web.conversations_replies, channel=channel.id, ts="1.2") == "thread_not_found"

    def test_a_thread_comes_in_pages_which_stay_whole_when_something_is_deleted_between_them(
        self, slack: LocalSlack, app: App, web: WebClient
    ) -> None:
        channel = slack.add_channel("general", apps=[app])
        parent = web.chat_postMessage(channel=channel.id, text="0")["ts"]
        said = [web.chat_postMessage(channel=channel.id, text=str(n), thread_ts=parent)["ts"] for n in range(1, 6)]
        first = web.conversations_replies(channel=channel.id, ts=parent, limit=3)
        web.chat_delete(channel=channel.id, ts=said[0])
        web.chat_delete(channel=channel.id, ts=said[2])
        cursor = first["response_metadata"]["next_cursor"]
        rest = web.conversations_replies(channel=channel.id, ts=parent, limit=3, cursor=cursor)
        assert [[m["text"] for m in page["messages"]] for page in (first, rest)] == [["0", "1", "2"], ["4", "5"]]
        assert (first["has_more"], rest["has_more"]) == (True, False)
        assert rest["response_metadata"]["next_cursor"] == ""
        assert refused(web.conversations_replies, channel=channel.id, ts=parent, cursor="3") == "invalid_cursor"
        assert refused(web.conversations_replies, channel=channel.id, ts=parent, limit=1_001) == "invalid_limit"

    def test_a_page_may_hold_less_than_was_asked_for(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        slack.world.longest_page = 2
        channel = slack.add_channel("general", apps=[app])
        parent = web.chat_postMessage(channel=channel.id, text="0")["ts"]
        for number in range(1, 4):
            web.chat_postMessage(channel=channel.id, text=str(number), thread_ts=parent)
        page = web.conversations_replies(channel=channel.id, ts=parent, limit=200)
        assert ([m["text"] for m in page["messages"]], page["has_more"]) == (["0", "1"], True)

    def test_of_a_time_its_ends_belong_to_it_only_where_that_is_asked_for(
        self, slack: LocalSlack, app: App, web: WebClient
    ) -> None:
        channel = slack.add_channel("general", apps=[app])
        parent = web.chat_postMessage(channel=channel.id, text="0")["ts"]
        said = [web.chat_postMessage(channel=channel.id, text=str(n), thread_ts=parent)["ts"] for n in range(1, 4)]
        time = {"channel": channel.id, "ts": parent, "oldest": said[0], "latest": said[2]}
        assert [m["text"] for m in web.conversations_replies(**time)["messages"]] == ["2"]
        assert [m["text"] for m in web.conversations_replies(**time, inclusive=True)["messages"]] == ["1", "2", "3"]
        assert refused(web.conversations_replies, **time | {"oldest": "soon"}) == "invalid_ts_oldest"
        assert refused(web.conversations_history, channel=channel.id, latest="late") == "invalid_ts_latest"

    def test_needs_the_scope_of_the_kind_of_conversation(self, slack: LocalSlack) -> None:
        app = slack.install_app("shy", scopes=["chat:write", "channels:history"])
        there = slack.add_channel("secret", private=True, apps=[app])
        assert refused(client_of(slack, app).conversations_history, channel=there.id) == "missing_scope"
        assert refused(client_of(slack, app).conversations_replies, channel=there.id, ts="1.2") == "missing_scope"

    def test_whispers_are_in_no_history_and_cannot_be_edited(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        ada, ben = slack.add_person("Ada"), slack.add_person("Ben")
        channel = slack.add_channel("general", [ada], apps=[app])
        ts = web.chat_postEphemeral(channel=channel.id, user=ada.id, text="psst")["message_ts"]
        assert [seen.notification for seen in ada.whispers(channel)] == ["psst"]
        assert web.conversations_history(channel=channel.id)["messages"] == []
        assert refused(web.chat_update, channel=channel.id, ts=ts, text="x") == "message_not_found"
        assert refused(web.chat_postEphemeral, channel=channel.id, user=ben.id, text="x") == "user_not_in_channel"

    def test_a_message_is_kept_as_slack_writes_it(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        channel = slack.add_channel("general", apps=[app])
        web.chat_postMessage(channel=channel.id, text="R&D <!channel> https://a.example")
        kept = web.conversations_history(channel=channel.id)["messages"][0]["text"]
        assert kept == "R&amp;D <!channel> <https://a.example>"
        assert [ping.kind for _, ping in slack.world.pings] == ["channel"]

    def test_a_text_without_end_is_cut(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        channel = slack.add_channel("general", apps=[app])
        said = web.chat_postMessage(channel=channel.id, text="x" * 40_001)
        assert (said["warning"], len(said["message"]["text"])) == ("message_truncated", 40_000)


class TestEditing:
    @pytest.fixture
    def posted(self, slack: LocalSlack, app: App, web: WebClient) -> dict[str, Any]:
        """Where a message with blocks, attachments and metadata is."""
        channel = slack.add_channel("general", apps=[app])
        metadata = {"event_type": "asked", "event_payload": {"n": 1}}
        there = web.chat_postMessage(
            channel=channel.id,
            text="old",
            blocks=[section("old")],
            attachments=[{"text": "below"}],
            metadata=metadata,
        )
        return {"channel": there["channel"], "ts": there["ts"]}

    def kept(self, web: WebClient, posted: dict[str, Any]) -> dict[str, Any]:
        """The message as it is now."""
        told = web.conversations_history(channel=posted["channel"], include_all_metadata=True)["messages"]
        found: dict[str, Any] = told[0]
        return found

    def test_text_without_blocks_takes_the_blocks_away(self, web: WebClient, posted: dict[str, Any]) -> None:
        web.chat_update(**posted, text="new")
        assert "blocks" not in self.kept(web, posted)
        assert self.kept(web, posted)["attachments"] == [{"text": "below"}]

    def test_neither_text_nor_blocks_leaves_both(self, web: WebClient, posted: dict[str, Any]) -> None:
        web.chat_update(**posted, attachments=[])
        kept = self.kept(web, posted)
        assert (kept["text"], len(kept["blocks"]), "attachments" in kept) == ("old", 1, False)

    def test_metadata_stays_until_it_is_emptied(self, web: WebClient, posted: dict[str, Any]) -> None:
        web.chat_update(**posted, text="new")
        assert self.kept(web, posted)["metadata"]["event_type"] == "asked"
        web.chat_update(**posted, text="new", metadata={})
        assert "metadata" not in self.kept(web, posted)

    def test_is_refused_for_others_messages_and_people_s_ids(
        self, slack: LocalSlack, web: WebClient, posted: dict[str, Any]
    ) -> None:
        ada = slack.add_person("Ada")
        assert refused(web.chat_update, channel=ada.id, ts=posted["ts"], text="x") == "channel_not_found"
        other = slack.install_app("other", scopes=ALL)
        slack.world.conversations[posted["channel"]].members.add(other.bot_user_id)
        assert refused(client_of(slack, other).chat_update, **posted, text="x") == "cant_update_message"
        assert refused(client_of(slack, other).chat_delete, **posted) == "cant_delete_message"

    def test_is_refused_where_the_text_is_too_long(self, web: WebClient, posted: dict[str, Any]) -> None:
        assert refused(web.chat_update, **posted, text="x" * 4_001) == "msg_too_long"
        assert self.kept(web, posted)["text"] == "old"

    def test_rich_text_stays_rich(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        channel = slack.add_channel("rich", apps=[app])
        words = {"type": "rich_text_section", "elements": [{"type": "text", "text": "rich"}]}
        ts = web.chat_postMessage(channel=channel.id, text="x", blocks=[{"type": "rich_text", "elements": [words]}])[
            "ts"
        ]
        poor = {"channel": channel.id, "ts": ts, "text": "x", "blocks": [section("poor")]}
        assert refused(web.chat_update, **poor) == "block_mismatch"

    def test_deleting_leaves_a_place_for_the_replies(self, web: WebClient, posted: dict[str, Any]) -> None:
        web.chat_postMessage(channel=posted["channel"], text="reply", thread_ts=posted["ts"])
        web.chat_delete(**posted)
        assert self.kept(web, posted)["text"] == "This message was deleted."
        place, reply = web.conversations_replies(**posted)["messages"]
        assert (place["subtype"], place["hidden"], reply["text"]) == ("tombstone", True, "reply")


class TestLooking:
    def test_people_are_listed_looked_up_and_described(self, slack: LocalSlack, web: WebClient) -> None:
        ada = slack.add_person("Ada", None, email="ada@example.com", guest=True)
        found = web.users_lookupByEmail(email="ada@example.com")["user"]
        assert (found["id"], found["tz"], found["is_restricted"]) == (ada.id, None, True)
        assert refused(web.users_lookupByEmail, email="nobody@example.com") == "users_not_found"
        assert web.users_getPresence(user=ada.id)["presence"] == "active"
        ada.goes_away()
        assert web.users_getPresence(user=ada.id)["presence"] == "away"

    def test_says_where_somebody_is_as_far_as_the_app_may_know(
        self, slack: LocalSlack, app: App, web: WebClient
    ) -> None:
        ada = slack.add_person("Ada")
        slack.add_channel("open", [ada])
        slack.add_channel("ours", [ada], private=True, apps=[app])
        slack.add_channel("theirs", [ada], private=True)
        found = web.users_conversations(user=ada.id, types="public_channel,private_channel")["channels"]
        assert {one["name"] for one in found} == {"open", "ours"}

    def test_makes_channels_and_invites(self, slack: LocalSlack, web: WebClient) -> None:
        ada = slack.add_person("Ada")
        made = web.conversations_create(name="new-one")["channel"]["id"]
        web.conversations_invite(channel=made, users=[ada.id])
        assert ada.id in web.conversations_members(channel=made)["members"]
        assert refused(web.conversations_create, name="new-one") == "name_taken"
        assert refused(web.conversations_invite, channel=made, users=[ada.id]) == "already_in_channel"

    def test_pins_links_and_bookmarks(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        channel = slack.add_channel("general", apps=[app])
        ts = web.chat_postMessage(channel=channel.id, text="x")["ts"]
        assert channel.id in web.chat_getPermalink(channel=channel.id, message_ts=ts)["permalink"]
        web.pins_add(channel=channel.id, timestamp=ts)
        assert refused(web.pins_add, channel=channel.id, timestamp=ts) == "already_pinned"
        link = {"channel_id": channel.id, "title": "Plan", "type": "link"}
        assert web.bookmarks_add(**link, link="https://a.example")["bookmark"]["title"] == "Plan"
        assert refused(web.bookmarks_add, **link, link="nowhere") == "invalid_link"

    def test_groups_quiet_hours_teams_and_bots(self, slack: LocalSlack, app: App, web: WebClient) -> None:
        ada = slack.add_person("Ada")
        slack.add_usergroup("crew", [ada])
        assert web.usergroups_list(include_users=True)["usergroups"][0]["users"] == [ada.id]
        assert web.dnd_info(user=ada.id)["dnd_enabled"] is False
        ada.wants_quiet(slack.clock.now(), slack.clock.now())
        assert web.dnd_info(user=ada.id)["dnd_enabled"] is True
        assert web.team_info()["team"]["name"] == "Local"
        assert web.bots_info(bot=app.bot_id)["bot"]["user_id"] == app.bot_user_id

    def test_judges_blocks_without_showing_them(self, web: WebClient) -> None:
        assert web.api_call("blocks.validate", params={"blocks": '[{"type":"divider"}]'})["ok"]
        assert refused(web.api_call, "blocks.validate", params={"blocks": '[{"type":"sun"}]'}) == "invalid_blocks"
        assert refused(web.api_call, "blocks.validate", params={}) == "invalid_arguments"


class TestAWholeOrganisation:
    def test_one_token_reaches_every_workspace_of_it(self, slack: LocalSlack) -> None:
        app = slack.install_app("everywhere", scopes=ALL, org=True)
        second = slack.add_workspace("Second", enterprise_id=app.enterprise_id)
        stranger = slack.add_workspace("Stranger")
        eve, zoe = slack.add_person("Eve", workspace=second), slack.add_person("Zoe", workspace=stranger)
        web = client_of(slack, app)
        said = web.auth_test()
        assert (said["is_enterprise_install"], said["enterprise_id"]) == (True, app.enterprise_id)
        assert web.users_info(user=eve.id)["user"]["team_id"] == second.id
        assert refused(web.users_info, user=zoe.id) == "user_not_found"
        assert len(web.auth_teams_list()["teams"]) == 2

    def test_what_belongs_to_a_workspace_wants_to_know_which(self, slack: LocalSlack) -> None:
        web = client_of(slack, slack.install_app("everywhere", scopes=ALL, org=True))
        assert refused(web.users_list) == "missing_argument"
        assert web.users_list(team_id=slack.workspace.id)["ok"]
