"""What a browser tells of a deed, as what hands do."""

import base64
from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

from sandbox.find import NotSeenError, option_by_value
from sandbox.hands import Hands
from sandbox.page import look
from sandbox.page.companion import Deed
from sandbox.page.draw.names import field_name
from sandbox.page.draw.sight import Field, Json
from sandbox.page.draw.typed import value_of
from sandbox.page.place import Place
from sandbox.state import KEY, STATEFUL
from sandbox.world import Message, User, View, World

TYPED = ("plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input")
EXTERNAL = ("external_select", "multi_external_select")
BY_DEEDS = (*EXTERNAL, "file_input")
"""What is chosen by deeds of its own: a form that is sent does not say it again."""
FEWEST = 3
"""Characters after which Slack asks an app for options, where the app says nothing else (slack.dev: select menus)."""


def deed_of(payload: Mapping[str, Any]) -> Deed:
    """A click beside the page."""
    return Deed(be=payload.get("be"), go=payload.get("go"), travel=payload.get("travel"), take=payload.get("take"))


class Doer:
    """Does what one person did in the browser. Raises NotSeenError where what it was done on is gone."""

    def __init__(self, world: World, user: User, hands: Hands, offered: MutableMapping[Field, Sequence[Json]]) -> None:
        """`offered` is what apps offered for what was typed; it is written here."""
        self._world = world
        self._user = user
        self._hands = hands
        self._offered = offered

    def does(self, event: str, payload: Mapping[str, Any]) -> None:
        """One deed by its name."""
        match event:
            case "press":
                self._press(payload)
            case "pick":
                self._pick(payload)
            case "typed":
                self._typed(payload)
            case "submitted":
                self._submitted(payload)
            case "attach" | "detach":
                self._file(event, payload)
            case "close" | "close_all":
                self._hands.close(self._top(), all_of_it=event == "close_all")

    def say(self, payload: Mapping[str, Any], place: Place) -> None:
        """Write a message or a command where one stands."""
        text = _first(payload, "text").strip()
        in_thread = _first(payload, "where") == "reply"
        if not text:
            return
        if text.startswith("/") and not in_thread:
            self._command(text, place.talk)
        else:
            self._hands.say(text, self._world.conversations[place.talk], under=place.thread if in_thread else None)

    def _command(self, typed: str, channel: str) -> None:
        name, _, text = typed.partition(" ")
        try:
            self._hands.command(name, text.strip(), channel)
        except LookupError:
            said = f"{name} is not a valid command."
            self._world.post(Message(channel, self._world.new_ts(), "USLACKBOT", said, only_for=self._user.id))

    def _press(self, payload: Mapping[str, Any]) -> None:
        where, block, element = self._element(payload)
        if element["type"] == "overflow":
            chosen = option_by_value(element, str(payload.get("choice")))
            self._hands.act(where, block["block_id"], element, {"selected_option": chosen})
        else:
            self._hands.press(where, block["block_id"], element)

    def _pick(self, payload: Mapping[str, Any]) -> None:
        where, block, element = self._element(payload)
        options = {"options": list(self._offered.get(_field(block, element), ()))}
        chosen = option_by_value(options, str(payload.get("choice")))
        several = element["type"].startswith("multi_")
        before = (where.state.get(block["block_id"], {}).get(element["action_id"]) or {}).get("selected_options") or []
        value = {"selected_options": [*before, chosen]} if several else {"selected_option": chosen}
        self._offered.clear()
        self._hands.choose(where, block, element, value)

    def _file(self, event: str, payload: Mapping[str, Any]) -> None:
        """A file is put into a window, or taken out of it."""
        view, block, element = self._element(payload)
        if not isinstance(view, View) or element["type"] != "file_input":
            raise NotSeenError("this is gone")
        if event == "detach":
            self._hands.detach(view, block, element, str(payload.get("file")))
        else:
            data = base64.b64decode(str(payload["data"]))
            self._hands.attach(view, block, element, str(payload["name"]), data, size=int(payload["size"]))

    def _typed(self, payload: Mapping[str, Any]) -> None:
        target = _first(payload, "_target")
        where = look.surface(self._world, self._user, _first(payload, "at"))
        for block, element in look.elements(where):
            name = field_name(block["block_id"], element.get("action_id", ""))
            if target == f"?{name}" and isinstance(where, View):
                self._offer(where, block, element, _first(payload, target))
            elif target == name and element["type"] in STATEFUL and element["type"] not in BY_DEEDS:
                self._change(where, block, element, payload.get(name, ()))

    def _change(self, where: View | Message, block: Json, element: Json, raw: Sequence[str]) -> None:
        value = self._value(where, element, raw)
        if value == where.state.get(block["block_id"], {}).get(element["action_id"]):
            return
        deed = self._hands.type if element["type"] in TYPED else self._hands.choose
        deed(where, block, element, value)

    def _offer(self, view: View, block: Json, element: Json, typed: str) -> None:
        fewest = int(element.get("min_query_length", FEWEST))
        enough = len(typed) >= fewest
        options = self._hands.suggestions(view, block["block_id"], element, typed) if enough else []
        self._offered[_field(block, element)] = options

    def _submitted(self, payload: Mapping[str, Any]) -> None:
        view = self._top()
        if look.surface(self._world, self._user, _first(payload, "at")) is not view:
            raise NotSeenError("this is gone")
        for block, element in look.elements(view):
            if element["type"] in STATEFUL and element["type"] not in BY_DEEDS:
                raw = payload.get(field_name(block["block_id"], element["action_id"]), ())
                self._hands.put(view, block, element, self._value(view, element, raw))
        self._hands.submit(view)

    def _value(self, where: View | Message, element: Json, raw: Sequence[str]) -> Json:
        sight = look.sight_of(self._world, self._user, "", where)
        return value_of(element, raw, sight) or {"type": element["type"], KEY[element["type"]]: None}

    def _element(self, payload: Mapping[str, Any]) -> tuple[View | Message, Json, Json]:
        where = look.surface(self._world, self._user, str(payload.get("at")))
        return where, *look.element(where, str(payload.get("block")), str(payload.get("action")))

    def _top(self) -> View:
        stack = self._world.stacks[self._user.id]
        if not stack:
            raise NotSeenError("this is gone")
        return stack[-1]


def _field(block: Json, element: Json) -> Field:
    return block["block_id"], element["action_id"]


def _first(payload: Mapping[str, Any], name: str) -> str:
    found = payload.get(name) or [""]
    return str(found[0] if isinstance(found, list) else found)
