"""People as tests direct them: they find things by what they see."""

import pytest

from sandbox.find import NotSeenError
from sandbox.local_slack import LocalSlack
from tests.sandbox.speaking import SCOPES, button, client_of


def test_people_read_what_is_for_them(slack: LocalSlack) -> None:
    app = slack.install_app("helper", scopes=SCOPES)
    ada, ben = slack.add_person("Ada"), slack.add_person("Ben")
    channel = slack.add_channel("general", [ada, ben], apps=[app])
    web = client_of(slack, app)
    web.chat_postMessage(channel=channel.id, text=f"hello <@{ada.id}>")
    web.chat_postEphemeral(channel=channel.id, user=ben.id, text="psst")
    assert [seen.notification for seen in ada.reads(channel)] == ["hello @Ada"]
    assert [seen.notification for seen in ben.reads(channel)] == ["hello @Ada", "psst"]


def test_a_label_that_is_there_twice_is_not_guessed(slack: LocalSlack) -> None:
    app = slack.install_app("helper", scopes=SCOPES)
    ada = slack.add_person("Ada")
    rows = [button("Go on", "a"), button("Go back", "b")]
    client_of(slack, app).chat_postMessage(channel=ada.id, text="x", blocks=rows)
    with pytest.raises(NotSeenError, match="2 times the button 'Go'"):
        ada.press("Go", on=ada.dm()[0])


def test_nobody_acts_in_a_window_that_is_not_open(slack: LocalSlack) -> None:
    with pytest.raises(NotSeenError, match="Ada has no modal open"):
        slack.add_person("Ada").submit()


def test_nobody_writes_where_they_are_not(slack: LocalSlack) -> None:
    ada = slack.add_person("Ada")
    with pytest.raises(NotSeenError, match="Ada cannot write there"):
        ada.says("hello", slack.add_channel("general"))


def test_what_people_write_is_in_the_thread_they_write_it_in(slack: LocalSlack) -> None:
    ada = slack.add_person("Ada")
    channel = slack.add_channel("general", [ada])
    first = ada.says("question", channel)
    ada.says("answer", channel, under=first)
    assert [seen.notification for seen in channel.messages] == ["question"]
    assert [seen.notification for seen in channel.thread(first)] == ["answer"]


def test_people_change_and_take_away_only_what_they_wrote(slack: LocalSlack) -> None:
    ada, ben, root = slack.add_person("Ada"), slack.add_person("Ben"), slack.add_person("Root", admin=True)
    channel = slack.add_channel("general", [ada, ben, root])
    said = ada.says("one", channel)
    for somebody in (ben, root):
        with pytest.raises(NotSeenError):
            somebody.edits(said, "two")
    with pytest.raises(NotSeenError):
        ben.deletes(said)
    root.deletes(said)
    assert channel.messages == []
