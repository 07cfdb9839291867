"""Where somebody stands on the page: it is all in the address, so that it outlives a reload and can be shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

PANELS = ("list", "talk", "guide")


@dataclass(frozen=True, slots=True)
class Place:
    """Who one is, the conversation, its tab (home or messages), the thread (ts) and, on a narrow screen, the panel."""

    me: str = ""
    talk: str = ""
    tab: str = "messages"
    thread: str = ""
    panel: str = "talk"

    @property
    def parameters(self) -> dict[str, str]:
        """What stands in the address."""
        said = {"as": self.me, "in": self.talk, "tab": self.tab, "thread": self.thread, "panel": self.panel}
        usual = {"tab": "messages", "panel": "talk"}
        return {key: value for key, value in said.items() if value and value != usual.get(key)}

    def address(self, **changes: Any) -> str:
        """The address of this place, with changes."""
        return f"/?{urlencode(replace(self, **changes).parameters)}"


def read_place(parameters: Mapping[str, Sequence[str]]) -> Place:
    """A place as an address tells it; what it leaves out is empty."""
    said = {key: values[0] for key, values in parameters.items() if values}
    panel = said.get("panel", "talk")
    return Place(
        me=said.get("as", ""),
        talk=said.get("in", ""),
        tab="home" if said.get("tab") == "home" else "messages",
        thread=said.get("thread", ""),
        panel=panel if panel in PANELS else "talk",
    )
