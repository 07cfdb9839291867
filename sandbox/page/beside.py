"""What stands beside the page: where the story is, what to do next, when to travel to."""

from datetime import datetime
from zoneinfo import ZoneInfo

import htpy as h

from sandbox.page.companion import Card, Deed, Offer, Progress, Step, Stop
from sandbox.page.parts import icon, moment_words


def guide(card: Card, zone: ZoneInfo, now: datetime) -> h.Renderable:
    """The guide's card."""
    busy = card.progress is not None
    return h.aside(".guide", aria_label="Guide")[
        h.h2[card.title],
        h.p(".guide-text")[card.text],
        _progress(card.progress) if card.progress else None,
        (_offer(offer, busy=busy) for offer in card.offers),
        bool(card.steps) and h.ol(".steps")[(_step(step, busy=busy) for step in card.steps)],
        bool(card.stops) and h.section(".stops", aria_labelledby="stops-title")[
            h.h3(id="stops-title")[icon("forward"), "Travel in time"],
            h.ul[(h.li[_stop(stop, zone, now, busy=busy)] for stop in card.stops)],
        ],
    ]  # fmt: skip


def _progress(progress: Progress) -> h.Renderable:
    return h.div(".progress", role="status")[
        h.p[progress.doing], h.progress(value=f"{progress.share:.3f}", max="1", aria_label=progress.doing)
    ]


def _step(step: Step, *, busy: bool) -> h.Renderable:
    return h.li({"class": {"step": True, "done": step.done}})[
        h.span(".tick", aria_hidden="true")[icon("check") if step.done else ""],
        h.div[
            h.span[step.text, step.done and h.span(".unseen")[" (done)"]],
            bool(step.label) and step.deed is not None and not step.done and _go(step.label, step.deed, busy=busy),
        ],
    ]


def _offer(offer: Offer, *, busy: bool) -> h.Renderable:
    off = bool(offer.why_not) or busy
    return h.section(".offer", aria_label=offer.label)[
        h.button(".btn.btn-small", _values(offer.deed), type="button", phx_click="deed", disabled=off)[offer.label],
        h.p(".soft")[offer.why_not or offer.text],
    ]


def _go(label: str, deed: Deed, *, busy: bool) -> h.Renderable:
    return h.button(".btn.btn-small", _values(deed), type="button", phx_click="deed", disabled=busy)[label]


def _values(deed: Deed) -> dict[str, str]:
    """What the button tells of its deed."""
    return {f"phx-value-{key}": value for key in ("be", "go", "travel", "take") if (value := getattr(deed, key))}


def _stop(stop: Stop, zone: ZoneInfo, now: datetime, *, busy: bool) -> h.Renderable:
    gone = bool(stop.why_not) or stop.moment <= now
    return h.button(
        ".stop", {"phx-value-travel": stop.key}, type="button", phx_click="deed", disabled=gone or busy,
        title=stop.why_not or None,
    )[h.span[stop.label], h.span(".soft")[stop.why_not or moment_words(stop.moment.astimezone(zone))]]  # fmt: skip
