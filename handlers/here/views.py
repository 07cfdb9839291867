"""What `/okra` alone and `/okra help` say."""

from slack_sdk.models.blocks import ButtonElement

from handlers.here.values import Here
from handlers.kit.elements import Message, actions, bold, bullets, button, code, line, note, plain
from handlers.kit.ids import Press

HELP = (
    ("setup", "set up this channel's team, or change its settings"),
    ("checkin", "answer this week's check-in, or edit your answer"),
    ("okrs", "see the team's OKRs; leads and facilitators edit them"),
    ("okrs paste", "bring OKRs in as text"),
    ("digest", "the lead's digest, as of now"),
    ("retro", "look back on the way: what pulls us toward an objective, and what pushes us away"),
    ("retro end", "look back at the cycle's end: scores, what we learned, what goes on"),
    ("retro report", "the cycle's report, as of now; an earlier one by its name: `retro report Q2 2026`"),
    ("session 1", "run a session: 0 to 4, or time-machine; alone it shows the one that runs here"),
    ("scripts", "the scripts of all sessions: download one, change it, upload it as your own"),
    ("export", "a session's results as files in its thread: the newest one's, or `export 1` for session 1"),
    ("away until fri", "don't ask me until then (any date you like)"),
    ("back", "I'm back"),
    ("timing", "when I ask you: with the team, or at that time of day where you are"),
    ("help", "this list"),
)


def help_text() -> Message:
    """Every subcommand, one line each."""
    items = [[code(f"/okra {name}"), plain(f"  {meaning}")] for name, meaning in HELP]
    return Message(
        text="What I can do: " + ", ".join(f"/okra {name}" for name, _ in HELP),
        blocks=[
            bullets(items, lead=[bold("What I can do")]),
            note("Everything also has a button: type /okra alone for what fits here and now, or open my Home tab."),
        ],
    )


def here_and_now(here: Here) -> Message:
    """What fits this conversation and this person, as buttons."""
    if here.team_id is None:
        return _nothing_here(here)
    buttons = [*_of_members(here), *_of_those_who_decide(here)]
    if not buttons:
        text = f"This is {here.team_name}'s channel. Join it to take part in its check-ins."
        return Message(text=text, blocks=[line(plain(text)), note("/okra help lists everything I can do.")])
    text = f"Here and now, with {here.team_name}:"
    return Message(
        text=text,
        blocks=[line(plain(text)), actions(*buttons), note("/okra help lists everything I can do.")],
    )


def _of_members(here: Here) -> list[ButtonElement]:
    """What every member can do; who decides without being one sees the OKRs."""
    value = str(here.team_id)
    add = here.decides and not here.has_okrs
    okrs = button("Add our OKRs" if add else "Our OKRs", Press.OKRS, value)
    if not here.is_member:
        return [okrs] if here.decides else []
    check_in = "Edit my check-in" if here.answered else "Check in"
    return [
        button(check_in, Press.CHECK_IN, value, style="primary"),
        okrs,
        button("Run a session", Press.RUN, value),
        *(_looking_back(value) if here.has_okrs else []),
        button("I'm back", Press.BACK) if here.is_away else button("I'm away", Press.AWAY, value),
        button("When I'm asked", Press.TIMING, value),
    ]


def _looking_back(value: str) -> list[ButtonElement]:
    return [button("Hold a retro", Press.LOOK_BACK, value), button("Cycle report", Press.CYCLE_REPORT, value)]


def _of_those_who_decide(here: Here) -> list[ButtonElement]:
    value = str(here.team_id)
    digest = [button("Digest, as of now", Press.DIGEST, value)] if here.is_lead else []
    return [*digest, button("Settings", Press.SETUP, value)] if here.decides else digest


def _nothing_here(here: Here) -> Message:
    if here.in_channel:
        text = "No team lives in this channel yet. Setting one up takes a minute, and everybody here is in it."
        return Message(text=text, blocks=[line(plain(text)), actions(button("Set up a team here", Press.SETUP))])
    text = "You are not in a team yet. Go to your team's channel and type /okra setup there."
    return Message(text=text, blocks=[line(plain(text)), note("/okra help lists everything I can do.")])
