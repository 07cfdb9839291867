"""The doors of the house: Bolt's arguments become values, a feature's answer becomes Slack's acknowledgement.

Commit, then ack, then talk: a feature returns only after its transaction is committed, and only then is Slack told.
Whatever goes wrong, the person hears a sentence; in a modal the words stay where they were typed.
"""

import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers.kit import elements, reply
from handlers.kit.deps import Deps
from handlers.kit.errors import sentence_for
from handlers.kit.payload import Click, Command, Submission, Suggestion, Values, View
from handlers.kit.text import unescape
from okra.people import Actor
from okra.refusal import Refused, RefusedFields

log = logging.getLogger(__name__)

Body = Mapping[str, Any]
OnClick = Callable[[Deps, Click], "elements.Message | None"]
OnSubmit = Callable[[Deps, Submission], reply.Reply]
OnClose = Callable[[Deps, Submission], None]
OnSuggest = Callable[[Deps, Suggestion], list[Any]]
OnCommand = Callable[[Deps, Command], "elements.Message | None"]


def actor_of(context: BoltContext) -> Actor:
    """Who it is: an org-wide install counts as one workspace, the enterprise's."""
    workspace = context.enterprise_id if context.is_enterprise_install else context.team_id
    return Actor(user_id=context.user_id or "", workspace_id=workspace or "")


def _view(body: Body) -> View | None:
    view = body.get("view")
    if not view:
        return None
    return View(
        id=view["id"],
        hash=view.get("hash") or "",
        callback_id=view.get("callback_id") or "",
        private_metadata=view.get("private_metadata") or "",
        root_id=view.get("root_view_id") or view["id"],
        values=Values((view.get("state") or {}).get("values")),
        blocks=tuple(view.get("blocks") or ()),
        is_home=view.get("type") == "home",
    )


def _value_of(action: Mapping[str, Any]) -> str:
    """A button's value, or the value of a chosen option of a menu."""
    if action.get("value") is not None:
        return str(action["value"])
    return str((action.get("selected_option") or {}).get("value") or "")


def click_of(deps: Deps, context: BoltContext, body: Body) -> Click:
    """A `block_actions` payload as a value."""
    action = body["actions"][0]
    container = body.get("container") or {}
    return Click(
        actor=actor_of(context),
        now=deps.clock(),
        action_id=action["action_id"],
        block_id=action.get("block_id") or "",
        value=_value_of(action),
        trigger_id=body.get("trigger_id") or "",
        typed_at=float(action.get("action_ts") or 0),
        channel_id=(body.get("channel") or {}).get("id") or container.get("channel_id") or "",
        message_ts=container.get("message_ts") or "",
        view=_view(body),
        response_url=body.get("response_url") or "",
    )


def _channel_name(name: str) -> str:
    return "" if name in ("directmessage", "privategroup") else name


def _message(message: elements.Message) -> dict[str, Any]:
    return {
        "response_type": "ephemeral",
        "text": message.notification,
        "blocks": [block.to_dict() for block in message.blocks],
    }


def command(deps: Deps, handle: OnCommand, context: BoltContext, body: Body, ack: Ack) -> None:
    """`/okra …`: answered for one pair of eyes, wherever it is typed."""
    words = unescape(str(body.get("text") or "")).strip()
    said = Command(
        actor=actor_of(context),
        now=deps.clock(),
        channel_id=str(body["channel_id"]),
        trigger_id=str(body["trigger_id"]),
        name="",
        words=words,
        channel_name=_channel_name(str(body.get("channel_name") or "")),
    )
    try:
        answer = handle(deps, said)
    except Exception as error:  # the door: nobody is left without an answer
        answer = elements.only_you(sentence_for(error, "command"))
    if answer is None:
        ack()
    else:
        ack(**_message(answer))


def click(deps: Deps, handle: OnClick, context: BoltContext, body: Body, ack: Ack, respond: Callable[..., Any]) -> None:
    """A button or a keystroke. A sentence in answer is shown to that person alone."""
    clicked = click_of(deps, context, body)
    try:
        answer = handle(deps, clicked)
    except Exception as error:  # the door: nobody is left without an answer
        answer = elements.only_you(sentence_for(error, clicked.action_id))
    ack()
    if answer is None:
        return
    if clicked.response_url:
        deps.later(partial(respond, **_message(answer), replace_original=False))
    elif clicked.view is not None and clicked.trigger_id:
        show = deps.slack.views_open if clicked.view.is_home else deps.slack.views_push
        deps.later(partial(show, trigger_id=clicked.trigger_id, view=told(answer)))


def told(message: elements.Message) -> Any:
    """A small view that says one thing, for clicks in a window or in the Home tab, where no message can be shown."""
    return elements.modal("One moment", "told", message.blocks, submit=None, close="OK")


def submit(deps: Deps, handle: OnSubmit, context: BoltContext, body: Body, ack: Ack) -> None:
    """A submitted view: the ack is the receipt, so it comes after the commit."""
    view = _view(body)
    if view is None:
        raise ValueError("a view_submission without a view")
    submitted = Submission(actor_of(context), deps.clock(), body.get("trigger_id") or "", view)
    try:
        answer = handle(deps, submitted)
    except RefusedFields as refused:
        answer = reply.Errors(_on_inputs(view, refused.sentences))
    except Refused as refused:
        answer = reply.Errors(_on_inputs(view, {refused.field or "": refused.sentence}))
    except Exception as error:  # the door: the words stay in the modal, with a sentence
        answer = reply.Errors(_on_inputs(view, {"": sentence_for(error, view.callback_id)}))
    _acknowledge(ack, answer, view)


def _on_inputs(view: View, sentences: Mapping[str, str]) -> dict[str, str]:
    """Put each sentence beside a field that exists: Slack shows nothing for others. The rest goes to the first one."""
    inputs = [str(block["block_id"]) for block in view.blocks if block.get("type") == "input"]
    placed: dict[str, str] = {}
    for block_id, text in sentences.items():
        target = block_id if block_id in inputs else (inputs[0] if inputs else "")
        placed[target] = f"{placed[target]} {text}" if target in placed else text.replace("`", "")
    return placed


def _acknowledge(ack: Ack, answer: reply.Reply, view: View) -> None:
    match answer:
        case reply.Close():
            ack()
        case reply.CloseAll():
            ack(response_action="clear")
        case reply.Show(shown):
            ack(response_action="update", view=shown)
        case reply.Push(pushed):
            ack(response_action="push", view=pushed)
        case reply.Errors(sentences) if "" in sentences:
            ack(response_action="push", view=told(elements.only_you(sentences[""])))
        case reply.Errors(sentences):
            log.info("refused", extra={"action": "view.refused", "callback": view.callback_id})
            ack(response_action="errors", errors=dict(sentences))


def closed(deps: Deps, handle: OnClose, context: BoltContext, body: Body, ack: Ack) -> None:
    """A view that was closed without submitting."""
    view = _view(body)
    if view is not None:
        handle(deps, Submission(actor_of(context), deps.clock(), "", view))
    ack()


def suggest(deps: Deps, handle: OnSuggest, context: BoltContext, body: Body, ack: Ack) -> None:
    """Options for an external select, 100 at most; none when something fails: people can go on typing."""
    typed = Suggestion(actor_of(context), deps.clock(), str(body["action_id"]), str(body.get("value") or ""))
    try:
        options = handle(deps, typed)
    except Exception as error:  # the door: an empty list beats a spinner
        sentence_for(error, typed.action_id)
        options = []
    ack(options=[choice.to_dict() for choice in options[:100]])
