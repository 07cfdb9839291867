"""Views: what views.open, views.push, views.update and views.publish refuse.

Source: docs.slack.dev/reference/views/modal-views and /home-tab-views, docs.slack.dev/surfaces/modals.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from sandbox.blockkit.blocks import VIEW_BLOCKS, judge_blocks
from sandbox.blockkit.limits import LIMITS, exceeds
from sandbox.blockkit.objects import PLAIN, text
from sandbox.blockkit.problems import Problem, Report, Surface
from sandbox.blockkit.schema import ENUM, Check, Json, boolean, kind, string


def _submit_for_inputs(value: Json, pointer: str, report: Report) -> None:
    if "input" in report.block_types and "submit" not in value:
        report.say(pointer, "missing required field: submit")


_SHARED: Final[Mapping[str, Check]] = {
    "private_metadata": string("view.private_metadata"),
    "callback_id": string("view.callback_id"),
    "external_id": string("view.external_id"),
}
_MODAL = kind(
    {"title": text("view.title", PLAIN), "blocks": VIEW_BLOCKS},
    {
        **_SHARED,
        "submit": text("view.submit", PLAIN),
        "close": text("view.close", PLAIN),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
    },
    (_submit_for_inputs,),
)
_HOME = kind({"blocks": VIEW_BLOCKS}, _SHARED)
_VIEWS: Final[Mapping[Surface, Check]] = {"modal": _MODAL, "home": _HOME}


def validate_view(view: Mapping[str, Any]) -> list[Problem]:
    """What Slack would find wrong with a modal or a Home tab; empty when nothing.

    Takes the view as decoded JSON, as an app sends it. Pointers begin at `/view`; the error word is
    `invalid_arguments`, or `view_too_large`.
    """
    surface = view.get("type")
    report = Report("home" if surface == "home" else "modal", "invalid_arguments")
    if "type" not in view:
        report.say("/view", "missing required field: type")
    elif surface not in ("modal", "home"):
        report.say("/view/type", ENUM)
    else:
        _VIEWS[report.surface](dict(view), "/view", report)
        judge_blocks(report, "/view/blocks")
        _judge_size(view, report)
    return report.problems


def _judge_size(view: Mapping[str, Any], report: Report) -> None:
    try:
        size = len(json.dumps(dict(view)))
    except RecursionError:
        report.say("/view", "nested too deeply")
        return
    if exceeds("view.size", size):
        report.say("/view", f"must be less than {LIMITS['view.size'].high} bytes", "view_too_large")
