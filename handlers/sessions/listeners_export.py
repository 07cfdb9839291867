"""Taking along what a session brought forth: asked for with a button or a word, brought into its thread."""

from datetime import datetime

from handlers.kit.deps import Deps
from handlers.kit.elements import Message, only_you
from handlers.kit.ids import Delivery
from handlers.kit.payload import Click, Command
from handlers.kit.slack_people import known
from handlers.kit.state import unpack
from handlers.kit.upload import File
from handlers.sessions import use_cases, use_cases_export
from okra.export import zipped


def command(deps: Deps, said: Command) -> Message | None:
    """`/okra export`: the newest session here; "1" behind it for the newest run of session 1."""
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    with deps.store.begin(said.actor.workspace_id) as unit:
        stored = use_cases_export.wanted(unit, said.actor, said.channel_id, said.words)
        use_cases_export.ask(unit, said.actor, stored, said.now)
        title = use_cases.proceedings(unit, stored).session.script.title
    return only_you(f"{title}: all of it comes into its thread, in a moment.")


def pressed(deps: Deps, click: Click) -> Message | None:
    """ "Export": everything so far."""
    with deps.store.begin(click.actor.workspace_id) as unit:
        use_cases_export.ask(unit, click.actor, use_cases.held(unit, int(unpack(click.value)["s"])), click.now)
    return only_you("All of it comes into the session's thread, in a moment.")


def export(deps: Deps, workspace_id: str, key: str, _now: datetime) -> File | None:
    """Load the zip for the thread; its name has the day on which it was asked for."""
    number, _, asked = key.partition("/")
    session_id = int(number)
    with deps.store.begin(workspace_id) as unit:
        found = use_cases_export.files(unit, session_id)
        card = unit.outbox.message(Delivery.SESSION_CARD, str(session_id))
    if found is None or card is None:
        return None
    files, stored = found
    name = f"okra-{stored.script_name}-{datetime.fromisoformat(asked):%Y-%m-%d}.zip"
    return File(zipped(files), name, f"All that {stored.script_name} brought forth", stored.place, card.ts)
