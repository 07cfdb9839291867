"""What the doors call for sessions: who is it, read, commit; then Slack is told."""

import secrets
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from slack_sdk.models.views import View

from handlers.kit import guard
from handlers.kit.deps import Deps
from handlers.kit.elements import Message, actions, button, line, modal, only_you, plain
from handlers.kit.payload import Click, Command, Submission
from handlers.kit.reply import Close, Reply, Show
from handlers.kit.slack_people import known
from handlers.kit.state import pack, unpack
from handlers.sessions import forms, ids, use_cases, use_cases_told, views_cockpit, views_start
from handlers.sessions.listeners_begin import running_in
from handlers.sessions.steps import DOORS
from handlers.sessions.steps.door import Eyes, Sent
from handlers.sessions.steps.lines import remembered
from handlers.sessions.values import Shown
from okra import session as sessions
from okra.people import Actor
from okra.proceedings import Proceedings
from okra.refusal import Refused
from okra.session import Mode, What
from okra.shelf import called, shelf
from storage.sessions import Stored
from storage.store import Unit

ALREADY = "You are in already."


def command(deps: Deps, said: Command) -> Message | None:
    """`/okra session 1`; "async" behind it for people who are hours apart."""
    known(deps, said.actor.workspace_id, said.actor.user_id, said.now)
    words = said.words.split()
    if not words:
        return _here(deps, said)
    name = called(words[0])
    mode = Mode.ASYNC if "async" in words[1:] else Mode.LIVE
    with deps.store.begin(said.actor.workspace_id) as unit:
        use_cases.begin(unit, said.actor, said.channel_id, name, mode, said.now)
    return None


def _here(deps: Deps, said: Command) -> Message:
    """`/okra session` alone: the session that runs here, or what there is to begin."""
    with deps.store.begin(said.actor.workspace_id) as unit:
        team = guard.team_here(unit, said.actor, said.channel_id)
        running = running_in(unit, said.actor, team, said)
        own = unit.scripts.of_team(team.id)
    return running or views_start.to_begin(team.id, shelf(own))


def open_window(deps: Deps, click: Click) -> None:
    """A button that opens a window of the step; whoever presses it is in the session from then on."""
    told = unpack(click.value)
    pad = str(told.get("p") or secrets.token_urlsafe(16))
    with deps.store.begin(click.actor.workspace_id) as unit:
        stored, course = use_cases.looking(unit, click.actor, told["s"], click.now)
        view = _window(unit, _shown(unit, stored, told["st"], click, course), click, told | {"p": pad})
    deps.slack.views_open(trigger_id=click.trigger_id, view=view)


def _shown(unit: Unit, stored: Stored, step: str, at: Click | Submission, course: Proceedings | None = None) -> Shown:
    seen = use_cases_told.shown(unit, stored, at.now, course)
    if seen is None:
        raise Refused(use_cases.GONE)
    if seen.session.now_at.id != step:
        raise Refused(f"The session has gone on: it is at “{seen.session.now_at.title}” now.")
    return seen


def _eyes(unit: Unit, actor: Actor, seen: Shown, pad: str) -> Eyes:
    drives = seen.session.facilitator == actor.user_id or use_cases.leads(unit, actor, seen.team)
    return Eyes(actor.user_id, drives, pad)


def _window(unit: Unit, seen: Shown, at: Click | Submission, told: dict[str, Any]) -> View:
    guard.require(unit, at.actor, use_cases.RUN, seen.team)
    eyes = _eyes(unit, at.actor, seen, told["p"])
    form = DOORS[seen.session.now_at.kind].form(seen, eyes, told["n"], told.get("a", ""))
    told = told | {"a": form.about or told.get("a", "")}
    words = None
    if not seen.session.now_at.anonymous:
        found = unit.drafts.find(at.actor.user_id, forms.purpose(told))
        words = forms.typed(found.body) if found else forms.NOTHING
    blocks, stood = forms.live(form, words) if words else (form.blocks, remembered(form.lines))
    flow = {"version": form.version, "f": form.asks_first, "r": form.repeats}
    metadata = pack(**told | flow | {"e": stood})
    return modal(form.title, ids.WINDOW, blocks, submit=form.submit, metadata=metadata)


def keep_typed(deps: Deps, click: Click) -> None:
    """A keystroke in a window of a step: kept, so that no word is lost when it is closed."""
    if click.view is None:
        raise ValueError("a field outside a window")
    told = unpack(click.view.private_metadata)
    body = forms.kept(click.view.values, told)
    with deps.store.begin(click.actor.workspace_id) as unit:
        purpose = forms.purpose(told)
        unit.drafts.keep(click.actor.user_id, purpose, click.view.root_id, click.typed_at, body, click.now)


def submitted(deps: Deps, sent: Submission) -> Reply:
    """A window of the step: all that it says is done, or none of it."""
    told = unpack(sent.view.private_metadata)
    with deps.store.begin(sent.actor.workspace_id) as unit:
        stored = use_cases.held(unit, told["s"])
        seen = _shown(unit, stored, told["st"], sent)
        if told.get("f"):
            return Show(_window(unit, seen, sent, told | {"a": forms.chosen(sent.view.values)}))
        eyes = _eyes(unit, sent.actor, seen, told["p"])
        what = Sent(told["n"], told.get("a", ""), sent.view.values, _words(), told["version"], told["e"], _once(sent))
        try:
            deeds = DOORS[seen.session.now_at.kind].read(seen, eyes, what)
            use_cases.act(unit, sent.actor, stored, seen.proceedings, deeds, sent.now, told["p"])
        except Refused as refused:
            raise forms.beside(refused, sent.view.values) from refused
        if not seen.session.now_at.anonymous:
            unit.drafts.seal(sent.actor.user_id, forms.purpose(told), sent.view.root_id, sent.now)
        reply = _next_one(unit, sent, told) if told.get("r") else Close()
    if seen.session.now_at.anonymous:
        deps.later(lambda: _give_key(deps, sent, seen, told))
    return reply


def _next_one(unit: Unit, sent: Submission, told: dict[str, Any]) -> Reply:
    """The same window with the next thing in it, as long as there is one."""
    try:
        seen = _shown(unit, use_cases.held(unit, told["s"]), told["st"], sent)
        return Show(_window(unit, seen, sent, told | {"a": ""}))
    except Refused:
        return Close()


def _once(sent: Submission) -> str:
    """An id for what a window makes: after "We had some trouble connecting" people send it once more."""
    return sha256(sent.view.id.encode()).hexdigest()[:16]


def _words() -> Iterator[str]:
    while True:
        yield secrets.token_hex(8)


def _give_key(deps: Deps, sent: Submission, seen: Shown, told: dict[str, Any]) -> None:
    """The one way back to what is anonymous: a message that only the writer sees and that we do not keep."""
    again = button("Change my answer", f"{ids.OPEN}:main", pack(s=told["s"], st=told["st"], n="main", p=told["p"]))
    blocks = [line(plain("Your answer is in, without your name. Only this button can change it, until all is shown."))]
    deps.slack.chat_postEphemeral(
        channel=seen.team.channel_id,
        user=sent.actor.user_id,
        text="Your answer is in, without your name.",
        blocks=[block.to_dict() for block in [*blocks, actions(again)]],
    )


def do(deps: Deps, click: Click) -> Message | None:
    """A button that is a deed."""
    told = unpack(click.value)
    with deps.store.begin(click.actor.workspace_id) as unit:
        stored, course = use_cases.present(unit, click.actor, told["s"], click.now)
        seen = _shown(unit, stored, told["st"], click, course)
        deed = DOORS[seen.session.now_at.kind].deed(seen, told["n"])
        use_cases.act(unit, click.actor, stored, seen.proceedings, [deed], click.now)
    return None


def drive(deps: Deps, click: Click) -> Message | None:
    """The facilitator's buttons."""
    told = unpack(click.value)
    what = What(told["w"])
    with deps.store.begin(click.actor.workspace_id) as unit:
        until = use_cases.tomorrow(unit, told["s"], click.now) if told.get("u") else None
        wanted = sessions.Command(
            what,
            click.actor.user_id,
            seen=told["m"] if what in (What.MOVED, What.EXTENDED) else None,
            given=told.get("x"),
            to=told.get("to"),
            minutes=told.get("n", 0),
            until=until,
        )
        before = len(use_cases.held(unit, told["s"]).events)
        use_cases.drive(unit, click.actor, told["s"], wanted, click.now)
        joined = len(use_cases.held(unit, told["s"]).events) > before
    return only_you(ALREADY) if what is What.JOINED and not joined else None


def end_pressed(deps: Deps, click: Click) -> None:
    """ "End": what is still open is listed first."""
    session_id = int(unpack(click.value)["s"])
    with deps.store.begin(click.actor.workspace_id) as unit:
        open_ends = use_cases.open_ends(unit, click.actor, session_id)
    view = views_cockpit.end_form(session_id, open_ends)
    deps.slack.views_open(trigger_id=click.trigger_id, view=view)


def ended(deps: Deps, sent: Submission) -> Reply:
    """The session is over; where more is open than was shown, that is shown first."""
    told = unpack(sent.view.private_metadata)
    session_id = int(told["s"])
    with deps.store.begin(sent.actor.workspace_id) as unit:
        if use_cases.held(unit, session_id).ended_at is not None:
            return Close()
        open_ends = use_cases.open_ends(unit, sent.actor, session_id)
        if told["o"] != views_cockpit.fingerprint(open_ends):
            return Show(views_cockpit.end_form(session_id, open_ends))
        use_cases.end(unit, sent.actor, session_id, sent.now)
    return Close()


def hand_over_pressed(deps: Deps, click: Click) -> Message | None:
    """ "Hand over": to whom?"""
    told = unpack(click.value)
    with deps.store.begin(click.actor.workspace_id) as unit:
        seen = use_cases_told.shown(unit, use_cases.held(unit, told["s"]), click.now)
    others = [one for one in seen.session.people if one != click.actor.user_id] if seen else []
    if seen is None or not others:
        return only_you("Nobody else is in the session yet.")
    view = views_cockpit.hand_over_form(told["s"], [(one, seen.names.get(one, one)) for one in others])
    deps.slack.views_open(trigger_id=click.trigger_id, view=view)
    return None


def handed_over(deps: Deps, sent: Submission) -> Reply:
    """Somebody else facilitates from now on."""
    told = unpack(sent.view.private_metadata)
    to = sent.view.values.option(ids.HAND_OVER_TO)
    with deps.store.begin(sent.actor.workspace_id) as unit:
        use_cases.drive(
            unit, sent.actor, told["s"], sessions.Command(What.HANDED_OVER, sent.actor.user_id, to=to), sent.now
        )
    return Close()
