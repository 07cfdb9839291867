"""The digest for a channel: themes, not people. Nobody is named, and nobody's words are quoted alone."""

from collections.abc import Iterator
from typing import Final

from slack_sdk.models.blocks import Block

from handlers.digest.views_actions import counted
from handlers.digest.views_parts import LONGEST_NAME, Room, first_line, objectives, quoted, small_print, tensions
from handlers.digest.views_picture import picture
from handlers.digest.views_teams import Layout, left_out
from handlers.kit.elements import Message, bold, bullets, line, note, plain
from handlers.kit.text import one_line, plural
from okra.bulletin import ChannelBulletin
from okra.checkin import RoundState
from okra.digest import TeamDigest
from okra.headline import Urgency

LAYOUT: Final = Layout(1, Room(4, 4, 3))
A_THEME_FROM: Final = 2
"""What only one person wrote is a quotation, not a theme."""


def channel(bulletin: ChannelBulletin) -> Message:
    """The digest of one team, for everybody in a channel."""
    team = bulletin.team
    sentence = f"{one_line(team.team, LONGEST_NAME)}: {_headline(team)}"
    small = f"{bulletin.title} · {small_print(team, bulletin.update, named=False)}"
    stands = [*objectives(team, LAYOUT.room, bulletin.now), *_more(team)]
    blocks = [first_line(sentence), note(small), *stands, *_talk(team), *_out_of_the_way(team), *_themes(team)]
    return Message(text=sentence, blocks=blocks, picture=picture(team), picture_after=2)


TALK: Final = "Worth a talk with the team: what pulls you toward it, and what pushes you away?"


def _more(team: TeamDigest) -> Iterator[Block]:
    more = left_out([team], LAYOUT)
    if more:
        yield note(f"… and {plural(more, 'more key result')}.")


def _headline(team: TeamDigest) -> str:
    """The team's headline, without the words of one person in it."""
    match team.headline.urgency:
        case Urgency.HELP_WANTED:
            return f"Help is wanted with {plural(len(team.help_wanted), 'issue')}."
        case Urgency.CALM if team.state is RoundState.DAY_OFF:
            return "Everybody was off this week."
        case Urgency.CALM:
            return "A calm week: nothing urgent."
        case _:
            return team.headline.sentence


def _talk(team: TeamDigest) -> Iterator[Block]:
    items = [*_issues(team), *tensions(team, LAYOUT.room), *([TALK] if team.notices else [])]
    if items:
        yield bullets([[plain(item)] for item in items], lead=[bold("Worth a conversation")])


def _issues(team: TeamDigest) -> Iterator[str]:
    oldest = team.oldest_issue
    if oldest is not None and oldest.weeks:
        yield f"The oldest issue has been open for {plural(oldest.weeks, 'week')}."
    if team.help_wanted and team.headline.urgency is not Urgency.HELP_WANTED:
        yield f"Help is asked for with {plural(len(team.help_wanted), 'issue')}."


def _out_of_the_way(team: TeamDigest) -> Iterator[Block]:
    said = counted(team)
    if said:
        yield line(plain(said))


def _themes(team: TeamDigest) -> Iterator[Block]:
    items = [[plain(f"{quoted(theme.text)} ×{theme.count}")] for theme in team.themes if theme.count >= A_THEME_FROM]
    if items:
        yield bullets(items, lead=[bold("What comes up")])
