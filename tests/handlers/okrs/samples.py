"""OKRs to show, and how a window is read in these tests."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from slack_sdk.models.views import View as SlackView

from handlers.kit.payload import Values
from handlers.okrs.values import Listing
from okra.okr import Hypothesis, KeyResult, Measure, Objective
from sandbox.blockkit import validate_view
from sandbox.render import render_view

NOW = datetime(2026, 9, 4, 12, tzinfo=UTC)
PERCENT = Measure.move(Decimal(65), Decimal(90), "%")
NASTY = (
    "<!channel> <@U1> *bold* _so_ `code` :tada: & <https://example.org|link> @here #general",
    "🧑‍🤝‍🧑🦊👩🏽‍🚀" * 60,
    "مرحبا بالعالم שלום" * 20,
    "x" * 3_000,
    "\u202eevil",
)
"""What people may type: pings, formatting, emoji of several code points, right-to-left text, very long words."""


def a_key_result(number: int = 11, title: str = "Onboarding completion", **more: Any) -> KeyResult:
    """A key result like the seeds'."""
    given: dict[str, Any] = {
        "measure": PERCENT,
        "owner_id": "UCLEO",
        "current": Decimal(71),
        "current_at": NOW,
        **more,
    }
    return KeyResult(number, 1, title, **given)


def believing(*texts: str) -> tuple[Hypothesis, ...]:
    """Hypotheses of these words."""
    return tuple(Hypothesis(number, 11, text) for number, text in enumerate(texts, start=1))


def an_objective(number: int = 1, title: str = "Make the first week seamless", *key_results: KeyResult) -> Objective:
    """An objective with these key results."""
    return Objective(number, 7, 3, title, key_results=key_results)


def many(objectives: int, key_results: int, words: str = "words", hypotheses: int = 1) -> tuple[Objective, ...]:
    """Many of them, all of the same words."""
    believed = believing(*[words] * hypotheses)
    return tuple(
        an_objective(
            number,
            words,
            *(a_key_result(number * 100 + at, words, hypotheses=believed) for at in range(key_results)),
        )
        for number in range(1, objectives + 1)
    )


def a_list(*objectives: Objective, may_edit: bool = True, **more: Any) -> Listing:
    """The list of team Explore."""
    return Listing(7, "Explore", "Q3 2026", objectives, {"UCLEO": "Cleo"}, may_edit, **more)


def read(view: SlackView) -> str:
    """The window as a person sees it, after Slack's own check."""
    payload = view.to_dict()
    assert not (problems := validate_view(payload)), problems
    return render_view(payload)


def buttons(view: SlackView) -> list[Mapping[str, Any]]:
    """The buttons in a window."""
    return [
        element
        for block in view.to_dict()["blocks"]
        for element in block.get("elements", ())
        if element.get("type") == "button"
    ]


def values(**typed: str | None) -> Values:
    """`state.values` of a window: field → text, without the feature's prefix."""
    return Values({f"okrs.{name}": {"a": _state(name, text)} for name, text in typed.items()})


def _state(name: str, text: str | None) -> dict[str, Any]:
    if name in ("kind", "supports"):
        return {"type": "static_select", "selected_option": {"value": text} if text else None}
    if name == "owner":
        return {"type": "users_select", "selected_user": text}
    return {"type": "plain_text_input", "value": text}
