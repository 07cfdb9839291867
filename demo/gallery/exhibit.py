"""A sample of something the bot says or opens, with a name and the moment at which people see it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from slack_sdk.models.views import View

from handlers.kit.elements import Message, Picture


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One sample: `name` is "feature / what", `about` says when and to whom, `made_by` is the view function shown."""

    name: str
    about: str
    made_by: Callable[..., Message | View]
    show: Callable[[], Message | View]

    @property
    def slug(self) -> str:
        """The name for addresses and file ids: lower case, words joined by hyphens."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


def payload(exhibit: Exhibit) -> dict[str, Any]:
    """What Slack gets: a message's text and blocks, or a window's view."""
    shown = _shown(exhibit)
    if isinstance(shown, View):
        return shown.to_dict()
    blocks = [block.to_dict() for block in shown.blocks]
    if shown.picture is not None:
        blocks.insert(shown.picture_after, _image(exhibit, shown.picture))
    return {"text": shown.notification, "blocks": blocks}


def _image(exhibit: Exhibit, picture: Picture) -> dict[str, Any]:
    return {"type": "image", "slack_file": {"id": file_id(exhibit)}, "alt_text": picture.alt[:2_000]}


def file_id(exhibit: Exhibit) -> str:
    """The id under which an exhibit's picture stands in its blocks: an "F" and capitals, as Slack's are."""
    return f"F{exhibit.slug.replace('-', '').upper()}"


def pictures(exhibits: Iterable[Exhibit]) -> Mapping[str, bytes]:
    """The PNGs that the exhibits' blocks mention, by file id; each is painted once, when it is asked for."""
    return _Pictures({file_id(exhibit): exhibit for exhibit in exhibits})


class _Pictures(Mapping[str, bytes]):
    def __init__(self, exhibits: Mapping[str, Exhibit]) -> None:
        self._exhibits = exhibits

    def __getitem__(self, wanted: str) -> bytes:
        picture = _picture(self._exhibits[wanted])
        if picture is None:
            raise KeyError(wanted)
        return picture.png

    def __iter__(self) -> Iterator[str]:
        return (name for name, exhibit in self._exhibits.items() if _picture(exhibit) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _shown(exhibit: Exhibit) -> Message | View:
    """Made once: pictures take their time."""
    return exhibit.show()


def _picture(exhibit: Exhibit) -> Picture | None:
    shown = _shown(exhibit)
    return shown.picture if isinstance(shown, Message) else None
