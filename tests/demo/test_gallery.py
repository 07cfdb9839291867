"""The gallery shows every message and window that there is, as Slack takes it and as the local Slack draws it."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints
from zoneinfo import ZoneInfo

import pytest
from slack_sdk.models.views import View

import handlers
from demo.gallery import exhibits
from demo.gallery.exhibit import Exhibit, payload, pictures
from demo.gallery.notices import SAMPLES
from demo.gallery.team import NAMES
from handlers.kit.elements import Message
from handlers.notices.values import Notice
from sandbox.blockkit import validate_message, validate_view
from sandbox.page.draw.blocks import draw_blocks
from sandbox.page.draw.sight import Sight

HANDLERS = Path(str(handlers.__file__)).parent
EVERYTHING = exhibits()
seen = cache(payload)
"""What Slack gets of an exhibit, made once: pictures take their time."""


def _modules() -> Iterator[ModuleType]:
    for path in sorted(HANDLERS.glob("*/views*.py")):
        yield importlib.import_module(f"handlers.{path.parent.name}.{path.stem}")


def _view_functions() -> Iterator[Callable[..., Any]]:
    for module in _modules():
        for name, function in inspect.getmembers(module, inspect.isfunction):
            of_this_module = function.__module__ == module.__name__ and not name.startswith("_")
            if of_this_module and _is_shown(get_type_hints(function).get("return")):
                yield function


def _is_shown(returned: Any) -> bool:
    """Whether a function returns a message or a window, or several, or perhaps one."""
    return returned in (Message, View) or any(map(_is_shown, get_args(returned)))


def test_view_functions_are_found() -> None:
    assert len(list(_view_functions())) > 20


@pytest.mark.parametrize("function", list(_view_functions()), ids=lambda f: f"{f.__module__}.{f.__name__}")
def test_every_view_function_is_shown(function: Callable[..., Any]) -> None:
    where = function.__module__.split(".")[1]
    shown = any(exhibit.made_by is function for exhibit in EVERYTHING)
    assert shown, f"{function.__module__}.{function.__name__} has no sample: add an Exhibit to demo/gallery/{where}.py"


@pytest.mark.parametrize("kind", get_args(Notice), ids=lambda kind: str(kind.__name__))
def test_every_notice_is_shown(kind: type) -> None:
    shown = any(isinstance(notice, kind) for _, _, notice in SAMPLES)
    assert shown, f"the notice {kind.__name__} has no sample: add one to SAMPLES in demo/gallery/notices.py"


def test_names_and_slugs_are_unique() -> None:
    assert len({exhibit.name for exhibit in EVERYTHING}) == len(EVERYTHING)
    assert len({exhibit.slug for exhibit in EVERYTHING}) == len(EVERYTHING)


@pytest.mark.parametrize("exhibit", EVERYTHING, ids=lambda exhibit: str(exhibit.slug))
class TestAnExhibit:
    def test_it_says_in_a_sentence_when_people_see_it(self, exhibit: Exhibit) -> None:
        assert exhibit.about[0].isupper()
        assert exhibit.about.endswith(".")
        assert " " in exhibit.about

    def test_its_name_begins_with_its_feature(self, exhibit: Exhibit) -> None:
        feature, _, what = exhibit.name.partition(" / ")
        assert what
        assert feature in {module.__name__.split(".")[1] for module in _modules()} | {"answers"}

    def test_slack_takes_it(self, exhibit: Exhibit) -> None:
        shown = seen(exhibit)
        assert not (validate_view(shown) if "type" in shown else validate_message(shown))

    def test_it_is_the_same_each_time(self, exhibit: Exhibit) -> None:
        assert payload(exhibit) == seen(exhibit)

    def test_the_page_draws_all_of_it(self, exhibit: Exhibit) -> None:
        sight = Sight(at="x", name_of=NAMES.get, zone=ZoneInfo("Europe/Berlin"))
        assert "data-unknown" not in str(draw_blocks(seen(exhibit)["blocks"], sight))


def test_every_picture_in_a_message_can_be_fetched() -> None:
    wanted = {
        block["slack_file"]["id"]
        for exhibit in EVERYTHING
        for block in seen(exhibit)["blocks"]
        if block["type"] == "image"
    }
    found = pictures(EVERYTHING)
    assert wanted
    assert set(found) == wanted
    assert all(found[file_id].startswith(b"\x89PNG") for file_id in wanted)
