"""Canvases: made, changed one thing at a time, shared, and refused as Slack refuses them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.canvas import MOST_CELLS, MOST_CHARACTERS, fault_in
from sandbox.find import NotSeenError
from sandbox.local_slack import LocalSlack
from sandbox.page.app import serve_page
from sandbox.people import Channel, Person
from sandbox.text import Ping
from sandbox.world import App
from tests.sandbox.speaking import client_of, refusal

SCOPES = ("canvases:write", "canvases:read", "chat:write")
TEXT = "# Plans\n\nAs we said:\n\n- one\n- two"


@pytest.fixture
def app(slack: LocalSlack) -> App:
    """An app that may write canvases."""
    return slack.install_app("helper", scopes=SCOPES)


@pytest.fixture
def web(slack: LocalSlack, app: App) -> WebClient:
    """Its client."""
    return client_of(slack, app)


@pytest.fixture
def ada(slack: LocalSlack) -> Person:
    """Somebody."""
    return slack.add_person("Ada")


@pytest.fixture
def team(slack: LocalSlack, app: App, ada: Person) -> Channel:
    """Ada's private channel, with the app in it."""
    return slack.add_channel("team", [ada], private=True, apps=[app])


def markdown(text: str) -> dict[str, str]:
    """The structure that canvases are written with."""
    return {"type": "markdown", "markdown": text}


def made(web: WebClient, text: str = TEXT, **more: Any) -> str:
    """A canvas; its id."""
    return str(web.canvases_create(title="The plan", document_content=markdown(text), **more)["canvas_id"])


def changed(web: WebClient, canvas_id: str, operation: str, text: str | None = None, **more: Any) -> None:
    """One change."""
    content = {} if text is None else {"document_content": markdown(text)}
    web.canvases_edit(canvas_id=canvas_id, changes=[{"operation": operation, **content, **more}])


def refused(call: Callable[..., Any], *args: Any, **given: Any) -> str:
    """The word with which a call is refused."""
    with pytest.raises(SlackApiError) as caught:
        call(*args, **given)
    return refusal(caught.value)


def detail(call: Callable[..., Any], *args: Any, **given: Any) -> str:
    """What Slack says of a refused document."""
    with pytest.raises(SlackApiError) as caught:
        call(*args, **given)
    return str(caught.value.response["detail"])


def link(slack: LocalSlack, web: WebClient, canvas_id: str) -> str:
    """A canvas's address: the workspace's own, as auth.test tells it, and where documents are."""
    me = web.auth_test()
    assert str(me["url"]) == f"{slack.base}/"
    return f"{me['url']}docs/{me['team_id']}/{canvas_id}"


class TestReading:
    def test_only_the_app_reads_what_it_has_not_shared(self, slack: LocalSlack, web: WebClient, ada: Person) -> None:
        address = link(slack, web, made(web))
        with pytest.raises(NotSeenError):
            ada.canvas(address)

    def test_people_of_a_channel_read_what_is_shared_with_it_and_others_do_not(
        self, slack: LocalSlack, web: WebClient, ada: Person, team: Channel
    ) -> None:
        canvas_id = made(web)
        web.canvases_access_set(canvas_id=canvas_id, access_level="read", channel_ids=[team.id])
        seen = ada.canvas(link(slack, web, canvas_id))
        assert (seen.title, seen.text, seen.versions) == ("The plan", "Plans\nAs we said:\none\ntwo", 1)
        with pytest.raises(NotSeenError):
            slack.add_person("Ben").canvas(link(slack, web, canvas_id))

    def test_everybody_reads_what_is_shared_with_a_public_channel(
        self, slack: LocalSlack, app: App, web: WebClient
    ) -> None:
        canvas_id, general = made(web), slack.add_channel("general", apps=[app])
        web.canvases_access_set(canvas_id=canvas_id, access_level="read", channel_ids=[general.id])
        assert slack.add_person("Ben").canvas(link(slack, web, canvas_id)).title == "The plan"

    def test_one_person_reads_what_is_shared_with_them_until_it_is_taken_back(
        self, slack: LocalSlack, web: WebClient, ada: Person
    ) -> None:
        canvas_id = made(web)
        address = link(slack, web, canvas_id)
        web.canvases_access_set(canvas_id=canvas_id, access_level="read", user_ids=[ada.id])
        assert ada.canvas(address).title == "The plan"
        web.canvases_access_delete(canvas_id=canvas_id, user_ids=[ada.id])
        with pytest.raises(NotSeenError):
            ada.canvas(address)

    def test_the_link_of_a_message_leads_there(
        self, slack: LocalSlack, web: WebClient, ada: Person, team: Channel
    ) -> None:
        canvas_id = made(web)
        web.canvases_access_set(canvas_id=canvas_id, access_level="read", channel_ids=[team.id])
        part = {"type": "link", "url": link(slack, web, canvas_id), "text": "The plan"}
        block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [part]}]}
        web.chat_postMessage(channel=team.id, text="The plan", blocks=[block])
        (address,) = ada.reads(team)[0].links
        assert ada.canvas(address).title == "The plan"

    def test_an_address_of_nothing_leads_nowhere(self, slack: LocalSlack, ada: Person) -> None:
        with pytest.raises(NotSeenError):
            ada.canvas(f"{slack.base}/docs/{slack.workspace.id}/F404")


class TestChanging:
    def test_without_a_section_all_of_it_is_replaced_and_the_title_stays(
        self, slack: LocalSlack, web: WebClient
    ) -> None:
        canvas_id = made(web)
        changed(web, canvas_id, "replace", "New words")
        canvas = slack.world.canvases[canvas_id]
        assert (canvas.markdown, canvas.title, canvas.versions) == ("New words", "The plan", 2)

    def test_sections_are_found_and_changed(self, slack: LocalSlack, web: WebClient) -> None:
        canvas_id = made(web)
        (heading,) = web.canvases_sections_lookup(canvas_id=canvas_id, criteria={"section_types": ["any_header"]})[
            "sections"
        ]
        (items,) = web.canvases_sections_lookup(canvas_id=canvas_id, criteria={"contains_text": "TWO"})["sections"]
        changed(web, canvas_id, "replace", "- three", section_id=items["id"])
        changed(web, canvas_id, "insert_after", "After the heading", section_id=heading["id"])
        changed(web, canvas_id, "insert_before", "Before it", section_id=heading["id"])
        changed(web, canvas_id, "insert_at_start", "First")
        changed(web, canvas_id, "insert_at_end", "Last")
        changed(web, canvas_id, "delete", section_id=heading["id"])
        assert slack.world.canvases[canvas_id].markdown == (
            "First\n\nBefore it\n\nAfter the heading\n\nAs we said:\n\n- three\n\nLast"
        )

    def test_it_is_renamed(self, slack: LocalSlack, web: WebClient) -> None:
        canvas_id = made(web)
        web.canvases_edit(canvas_id=canvas_id, changes=[{"operation": "rename", "title_content": markdown("B")}])
        assert slack.world.canvases[canvas_id].title == "B"

    def test_one_change_a_call(self, web: WebClient) -> None:
        canvas_id = made(web)
        change = {"operation": "replace", "document_content": markdown("x")}
        assert refused(web.canvases_edit, canvas_id=canvas_id, changes=[change, change]) == "invalid_arguments"
        assert refused(web.canvases_edit, canvas_id=canvas_id, changes=[]) == "missing_argument"

    @pytest.mark.parametrize(
        ("change", "word"),
        [
            ({"operation": "sing", "document_content": markdown("x")}, "invalid_arguments"),
            ({"operation": "replace"}, "invalid_arguments"),
            ({"operation": "replace", "document_content": {"type": "html", "markdown": "x"}}, "invalid_arguments"),
            ({"operation": "insert_after", "document_content": markdown("x")}, "canvas_editing_failed"),
            ({"operation": "delete", "section_id": "temp:C:404"}, "canvas_editing_failed"),
            ({"operation": "replace", "document_content": markdown("#### Deep")}, "canvas_editing_failed"),
            ({"operation": "replace", "document_content": markdown("x" * (MOST_CHARACTERS + 1))}, "canvas_too_large"),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_refused_and_changes_nothing(
        self, slack: LocalSlack, web: WebClient, change: dict[str, Any], word: str
    ) -> None:
        canvas_id = made(web)
        assert refused(web.canvases_edit, canvas_id=canvas_id, changes=[change]) == word
        canvas = slack.world.canvases[canvas_id]
        assert (canvas.markdown, canvas.versions) == (TEXT, 1)

    def test_another_app_s_canvas_is_not_there(self, slack: LocalSlack, web: WebClient) -> None:
        other = client_of(slack, slack.install_app("other", scopes=SCOPES))
        assert refused(changed, other, made(web), "replace", "x") == "canvas_not_found"

    def test_what_may_only_be_read_is_not_changed(self, slack: LocalSlack, web: WebClient, team: Channel) -> None:
        other = slack.install_app("other", scopes=SCOPES)
        team.invite(other)
        canvas_id = made(web)
        web.canvases_access_set(canvas_id=canvas_id, access_level="read", channel_ids=[team.id])
        assert refused(changed, client_of(slack, other), canvas_id, "replace", "x") == "restricted_action"
        web.canvases_access_set(canvas_id=canvas_id, access_level="write", channel_ids=[team.id])
        changed(client_of(slack, other), canvas_id, "replace", "x")
        assert slack.world.canvases[canvas_id].markdown == "x"

    def test_a_canvas_that_was_deleted_is_gone(self, web: WebClient) -> None:
        canvas_id = made(web)
        web.canvases_delete(canvas_id=canvas_id)
        assert refused(changed, web, canvas_id, "replace", "x") == "canvas_not_found"


class TestMarkdown:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("# a\n\n#### b", "line 3: Unsupported heading depth (4)"),
            ("a\n\n> - b", "line 3: Unsupported block type (List) within block quote"),
            ("- a\n  > b", "line 2: Unsupported block type (BlockQuote) within list item"),
            ("- a\n  1. b", "line 2: Unsupported list type within list"),
            ("|a|b|\n|-|-|\n" + "|1|2|\n" * (MOST_CELLS // 2), f"Table has more than {MOST_CELLS} cells"),
        ],
    )
    def test_what_slack_cannot_draw_is_refused_with_its_line(self, web: WebClient, text: str, said: str) -> None:
        assert detail(made, web, text).startswith("'content' error: line ")
        assert said in detail(made, web, text)

    @pytest.mark.parametrize(
        "text",
        ["### a", "- a\n  - b\n    - c", "1. a\n   1. b", "> a", "|a|\n|-|\n|b|", "```\n#### a\n```", "\\#### a"],
    )
    def test_what_it_can_draw_is_taken(self, text: str) -> None:
        assert fault_in(text) == ""

    @pytest.mark.parametrize(
        "document", [{"type": "markdown"}, {"markdown": "x"}, {"type": "blocks", "markdown": "x"}, ["x"]]
    )
    def test_nothing_but_markdown_is_a_document(self, web: WebClient, document: Any) -> None:
        with pytest.raises(SlackApiError) as caught:
            web.canvases_create(document_content=document)
        said = caught.value.response
        assert said["error"] == "invalid_arguments"
        assert "json-pointer:/document_content" in said["response_metadata"]["messages"][0]

    def test_who_is_mentioned_hears_of_it_once(self, slack: LocalSlack, web: WebClient, ada: Person) -> None:
        canvas_id = made(web, f"Ask ![](@{ada.id})")
        changed(web, canvas_id, "insert_at_end", f"And again ![](@{ada.id}), <!channel>")
        assert slack.world.pings == [(canvas_id, Ping("user", ada.id)), (canvas_id, Ping("channel"))]

    def test_what_is_escaped_mentions_nobody(self, slack: LocalSlack, web: WebClient, ada: Person) -> None:
        made(web, f"Ask !\\[\\](@{ada.id}), \\<!channel\\>, `![](@{ada.id})`")
        assert slack.world.pings == []


class TestSharing:
    @pytest.mark.parametrize("targets", [{}, {"channel_ids": ["C1"], "user_ids": ["U1"]}])
    def test_with_channels_or_with_people(self, web: WebClient, targets: dict[str, list[str]]) -> None:
        said = refused(web.canvases_access_set, canvas_id=made(web), access_level="read", **targets)
        assert said == "invalid_parameters"

    def test_with_twenty_at_most(self, web: WebClient, team: Channel) -> None:
        many = [team.id] * 21
        said = refused(web.canvases_access_set, canvas_id=made(web), access_level="read", channel_ids=many)
        assert said == "invalid_arguments"

    def test_with_nobody_who_is_not_there(self, slack: LocalSlack, web: WebClient) -> None:
        canvas_id, secret = made(web), slack.add_channel("secret", private=True).id
        for target, word in (
            ({"channel_ids": [secret]}, "channel_not_found"),
            ({"user_ids": ["U404"]}, "user_not_found"),
        ):
            assert refused(web.canvases_access_set, canvas_id=canvas_id, access_level="read", **target) == word

    def test_not_with_direct_conversations(self, slack: LocalSlack, app: App, web: WebClient, ada: Person) -> None:
        direct = slack.world.direct(slack.workspace.id, app.bot_user_id, ada.id).id
        said = refused(web.canvases_access_set, canvas_id=made(web), access_level="read", channel_ids=[direct])
        assert said == "channel_not_found"

    def test_only_one_person_can_be_the_owner(
        self, slack: LocalSlack, web: WebClient, ada: Person, team: Channel
    ) -> None:
        canvas_id = made(web)
        share = web.canvases_access_set
        assert refused(share, canvas_id=canvas_id, access_level="owner", channel_ids=[team.id]) == "invalid_arguments"
        assert refused(share, canvas_id=canvas_id, access_level="all", channel_ids=[team.id]) == "invalid_arguments"
        share(canvas_id=canvas_id, access_level="owner", user_ids=[ada.id])
        assert ada.canvas(link(slack, web, canvas_id)).title == "The plan"
        assert refused(changed, web, canvas_id, "replace", "x") == "canvas_not_found"


class TestPlans:
    def test_a_free_plan_has_one_tab_a_channel_and_nothing_else(
        self, slack: LocalSlack, web: WebClient, team: Channel
    ) -> None:
        standing_alone = made(web)
        slack.workspace.canvases = "free"
        assert refused(made, web) == "free_teams_cannot_create_non_tabbed_canvases"
        assert refused(changed, web, standing_alone, "replace", "x") == "free_teams_cannot_edit_standalone_canvases"
        share = web.canvases_access_set
        assert (
            refused(share, canvas_id=standing_alone, access_level="read", channel_ids=[team.id]) == "restricted_action"
        )
        tab = made(web, channel_id=team.id)
        changed(web, tab, "replace", "x")
        assert refused(made, web, channel_id=team.id) == "free_team_canvas_tab_already_exists"

    def test_a_tab_can_be_changed_by_the_channel(
        self, slack: LocalSlack, web: WebClient, ada: Person, team: Channel
    ) -> None:
        canvas_id = made(web, channel_id=team.id)
        assert slack.world.canvases[canvas_id].access == {team.id: "write"}
        assert ada.canvas(link(slack, web, canvas_id)).title == "The plan"

    def test_a_channel_has_one_canvas_of_its_own(self, web: WebClient, team: Channel) -> None:
        create = web.conversations_canvases_create
        assert create(channel_id=team.id, document_content=markdown("x"))["canvas_id"]
        said = refused(create, channel_id=team.id, document_content=markdown("x"))
        assert said == "channel_canvas_already_exists"
        assert refused(create, channel_id="C404", document_content=markdown("x")) == "channel_not_found"

    def test_where_they_are_switched_off_nothing_works(self, slack: LocalSlack, web: WebClient, team: Channel) -> None:
        canvas_id = made(web)
        slack.workspace.canvases = "off"
        share = web.canvases_access_set
        words = {
            refused(made, web),
            refused(changed, web, canvas_id, "replace", "x"),
            refused(share, canvas_id=canvas_id, access_level="read", channel_ids=[team.id]),
            refused(web.canvases_delete, canvas_id=canvas_id),
        }
        assert words == {"canvas_disabled_user_team"}


def test_each_method_needs_its_scope(slack: LocalSlack) -> None:
    shy = client_of(slack, slack.install_app("shy", scopes=["canvases:write"]))
    canvas_id = made(shy)
    assert (
        refused(shy.canvases_sections_lookup, canvas_id=canvas_id, criteria={"contains_text": "x"}) == "missing_scope"
    )
    reader = client_of(slack, slack.install_app("reader", scopes=["canvases:read"]))
    assert refused(made, reader) == "missing_scope"


class TestThePage:
    def opened(self, slack: LocalSlack, web: WebClient, canvas_id: str) -> str:
        """The canvas as a browser gets it."""
        answer = httpx.get(link(slack, web, canvas_id), trust_env=False)
        assert answer.status_code == 200
        return answer.text

    def test_a_canvas_is_read_in_the_browser(
        self, slack: LocalSlack, web: WebClient, ada: Person, team: Channel
    ) -> None:
        serve_page(slack)
        canvas_id = made(
            web, f"## Plans\n\n- **one** :tada:\n  - two\n\nAsk ![](@{ada.id}) or [us](https://example.com)"
        )
        web.canvases_access_set(canvas_id=canvas_id, access_level="read", channel_ids=[team.id])
        html = self.opened(slack, web, canvas_id)
        for piece in ("<h1>The plan</h1>", "<h2>Plans</h2>", "<strong>one</strong> 🎉", "@Ada", "#team can read it",
                      'href="https://example.com"'):  # fmt: skip
            assert piece in html

    def test_nothing_in_it_becomes_markup(self, slack: LocalSlack, web: WebClient) -> None:
        serve_page(slack)
        bad = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![](https://example.com/x.png)"
        html = self.opened(slack, web, made(web, bad))
        assert "<script>alert" not in html
        assert 'href="javascript' not in html
        assert "<img" not in html

    def test_an_address_of_nothing_says_so(self, slack: LocalSlack) -> None:
        serve_page(slack)
        assert httpx.get(f"{slack.base}/docs/T1/F404", trust_env=False).status_code == 404
