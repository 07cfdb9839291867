"""What the doors call for `/okra scripts`."""

from datetime import datetime

from slack_sdk.errors import SlackApiError

from handlers.kit import guard
from handlers.kit.conversations import channel_for
from handlers.kit.deps import Deps
from handlers.kit.elements import Message, only_you
from handlers.kit.fetch import NotFetched, Why
from handlers.kit.ids import Delivery
from handlers.kit.payload import Click, Command, Submission
from handlers.kit.reply import Close, Reply
from handlers.kit.slack import failure_of
from handlers.kit.slack_people import known
from handlers.kit.state import pack, unpack
from handlers.kit.upload import File, share_file
from handlers.scripts import forms, ids, use_cases, views
from handlers.scripts.values import MOST_BYTES
from okra.refusal import Refused
from okra.shelf import called

ON_ITS_WAY = "{name}.yaml comes into our conversation, in a moment."


def command(deps: Deps, said: Command) -> Message:
    """`/okra scripts`; with a name behind it that script comes as a file."""
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = guard.team_here(unit, said.actor, said.channel_id)
        if not said.words:
            return views.shelf(use_cases.listed(unit, said.actor, team))
        name = called(said.words)
        use_cases.ask_for(unit, said.actor, team, name, said.now)
    return only_you(ON_ITS_WAY.format(name=name))


def pressed(deps: Deps, click: Click) -> Message:
    """A "Scripts" button; its value is the team's id."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        team = guard.team_by_id(unit, int(click.value))
        return views.shelf(use_cases.listed(unit, click.actor, team))


def download(deps: Deps, click: Click) -> Message:
    """ "Download"."""
    told = unpack(click.value)
    with deps.store.begin(click.actor.workspace_id) as unit:
        team = guard.team_by_id(unit, told["t"])
        use_cases.ask_for(unit, click.actor, team, told["n"], click.now)
    return only_you(ON_ITS_WAY.format(name=told["n"]))


def send(deps: Deps, workspace_id: str, key: str, now: datetime) -> None:
    """An errand: put a script into somebody's conversation with us. A file cannot be for one pair of eyes elsewhere."""
    with deps.store.begin(workspace_id) as unit:
        found = use_cases.file_of(unit, key)
    if found is None:
        return
    name, text = found
    user_id = key.split("/")[1]
    channel_id = channel_for(deps, workspace_id, user_id, now)
    try:
        share_file(deps.slack, File(text.encode(), f"{name}.yaml", f"{name}.yaml", channel_id))
    except SlackApiError as error:
        if failure_of(error).word != "missing_scope":
            raise
        with deps.store.begin(workspace_id) as unit:
            unit.outbox.post(Delivery.SCRIPT_UNSENT, key, user_id, now)


def open_upload(deps: Deps, click: Click) -> None:
    """ "Upload a script"."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        team = use_cases.changeable(unit, click.actor, int(click.value))
    view = views.upload_form(team.name, pack(t=team.id))
    try:
        deps.slack.views_open(trigger_id=click.trigger_id, view=view)
    except SlackApiError as error:
        if _may_read_files(error):
            raise
        raise Refused(str(Why.FORBIDDEN)) from error


def _may_read_files(error: SlackApiError) -> bool:
    """Whether the scope was granted, by what Slack says with each answer; it does not say how it refuses without."""
    headers = {name.lower(): str(value) for name, value in error.response.headers.items()}
    granted = headers.get("x-oauth-scopes")
    return granted is None or "files:read" in granted.replace(" ", "").split(",")


def uploaded(deps: Deps, sent: Submission) -> Reply:
    """The window of an upload: the script is kept, or everything that is wrong with it stands beside the field.

    The file is fetched before the acknowledgement: only then can the window stay open, with the line and the field to
    mend, and the mended file be put into the same place. It takes two seconds at most, while no transaction is open.
    """
    team_id = int(unpack(sent.view.private_metadata)["t"])
    with deps.store.begin(sent.actor.workspace_id) as unit:
        use_cases.changeable(unit, sent.actor, team_id)
    try:
        data = deps.fetch(forms.file(sent.view.values), MOST_BYTES)
    except NotFetched as error:
        sentence = forms.too_long() if error.why is Why.TOO_LONG else str(error.why)
        raise Refused(sentence, ids.FILE) from error
    script, text = forms.script(data)
    with deps.store.begin(sent.actor.workspace_id) as unit:
        use_cases.keep(unit, sent.actor, team_id, script, text, sent.now)
    return Close()


def remove(deps: Deps, click: Click) -> Message:
    """ "Remove", after the question whether one is sure."""
    told = unpack(click.value)
    with deps.store.begin(click.actor.workspace_id) as unit:
        removed = use_cases.remove(unit, click.actor, told["t"], told["n"])
    return views.removed(removed)
