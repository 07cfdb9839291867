"""Blocks of every kind, the surfaces on which each may stand, and the rules about all blocks of a payload together.

Source: docs.slack.dev/reference/block-kit/blocks. Where its pages disagree about a surface, the stricter side is taken.
"""

from collections.abc import Mapping
from typing import Final

from sandbox.blockkit.classic_blocks import CLASSIC_BLOCKS, BlockPlace
from sandbox.blockkit.limits import LIMITS, exceeds
from sandbox.blockkit.newer_blocks import NEWER_BLOCKS
from sandbox.blockkit.problems import Problem, Report, Surface
from sandbox.blockkit.schema import array

_MESSAGE_ONLY = (
    "call",
    "container",
    "context_actions",
    "data_table",
    "data_visualization",
    "markdown",
    "plan",
    "table",
    "task_card",
)
_SURFACES: Final[Mapping[str, tuple[Surface, ...]]] = {
    **dict.fromkeys(_MESSAGE_ONLY, ("message",)),
    "alert": ("modal",),
    "card": ("message", "home"),
    "carousel": ("message", "home"),
}

_BLOCK = BlockPlace({**CLASSIC_BLOCKS, **NEWER_BLOCKS}, _SURFACES)
MESSAGE_BLOCKS = array(_BLOCK, "message.blocks")
VIEW_BLOCKS = array(_BLOCK, "view.blocks")

_COUNTED: Final[Mapping[str, tuple[str, ...]]] = {
    "message.tables": ("table", "data_table"),
    "message.plans": ("plan",),
    "message.data_visualizations": ("data_visualization",),
}


def validate_blocks(blocks: object, surface: Surface) -> list[Problem]:
    """What Slack would find wrong with these blocks on this surface; empty when nothing.

    Accepts any JSON value. Pointers begin at `/blocks`; the error word is `invalid_blocks` unless a rule has its own.
    """
    report = Report(surface, "invalid_blocks")
    check = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    check(blocks, "/blocks", report)
    judge_blocks(report, "/blocks")
    return report.problems


def judge_blocks(report: Report, pointer: str) -> None:
    """The rules about all blocks of a payload together, once all of them have been walked."""
    if exceeds("view.focused", len(report.focused)):
        report.say(report.focused[1], "focus_on_load can only be set on one element")
    if report.surface == "message":
        _judge_counts(report, pointer)
        _judge_lengths(report, pointer)


def _judge_counts(report: Report, pointer: str) -> None:
    for name, kinds in _COUNTED.items():
        if not exceeds(name, sum(each in kinds for each in report.block_types)):
            continue
        if name == "message.tables":
            report.say(pointer, "only_one_table_allowed", "invalid_attachments")
        else:
            report.say(pointer, f"no more than {LIMITS[name].high} {kinds[0]} blocks allowed")


def _judge_lengths(report: Report, pointer: str) -> None:
    totals = {
        "message.block_text": report.text_length,
        "markdown.total_text": report.markdown_length,
        "data_table.total_content": report.table_length,
    }
    for name, size in totals.items():
        if exceeds(name, size):
            says = f"must be no more than {LIMITS[name].high} characters in total"
            report.say(pointer, says, "msg_blocks_too_long")
