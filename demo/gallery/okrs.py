"""The OKR windows: the list, writing objectives and key results, and pasting them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from demo.cast import OKRS
from demo.gallery.exhibit import Exhibit
from demo.gallery.team import (
    CYCLE,
    EVERY_KIND,
    NAMES,
    NOW,
    TEAM,
    TEAM_ID,
    TITLE,
    completion,
    engagement,
    objective,
    second_objective,
    tickets,
)
from demo.gallery.weeks import very_full
from handlers.okrs.values import Listing, Place, Typed
from handlers.okrs.views import listing
from handlers.okrs.views_forms import key_result_form, objective_form, remove_form, typed_from
from handlers.okrs.views_paste import confirm_form, paste_form, stored_ahead
from okra.cycle import following, quarter_around
from okra.okr import KeyResult, Measure, MeasureKind, Objective
from okra.paste import parse

_PLACE = Place(TEAM_ID)
_STRATEGIC = {31: "Become the product that people recommend", 32: "Grow in the second country"}
_ODD_TEXT = f"""{OKRS}KR4: Fewer calls, soon
Owner: Fatima, until she is back from Kochi

Objective: Let people try the product before they talk to us.
"""


def _many() -> tuple[Objective, ...]:
    """Enough for a second page."""
    titles = very_full().objectives
    return tuple(
        replace(
            part.objective,
            id=part.objective.id + 10 * batch,
            key_results=tuple(replace(kr, hypotheses=completion().hypotheses) for kr in part.objective.key_results),
        )
        for batch in range(2)
        for part in titles
    )


def _list(
    what: str, about: str, objectives: Callable[[], tuple[Objective, ...]], *, may_edit: bool = True, page: int = 0
) -> Exhibit:
    def shown() -> Listing:
        return Listing(TEAM_ID, TEAM, CYCLE, objectives(), NAMES, may_edit, _STRATEGIC, page)

    return Exhibit(f"okrs / list, {what}", about, listing, lambda: listing(shown()))


def _usual() -> tuple[Objective, ...]:
    return (replace(objective(), supports=31), second_objective())


def _odd() -> tuple[Objective, ...]:
    done = KeyResult(14, 1, "Rewrite the welcome mail", Measure.done(), None, Decimal(1), NOW - timedelta(days=2))
    crowded = objective(completion(None), engagement(), tickets(), done)
    return (crowded, Objective(2, TEAM_ID, 3, second_objective().title))


def _measure(kind: MeasureKind) -> Exhibit:
    place = replace(_PLACE, objective_id=1, key_result_id=EVERY_KIND[kind].id)
    return Exhibit(
        f"okrs / key result, {kind.value.replace('_', ' ')}",
        f"The lead edits a key result of the kind “{kind.value.replace('_', ' ')}”.",
        key_result_form,
        lambda: key_result_form(place, typed_from(EVERY_KIND[kind])),
    )


def _confirm(what: str, about: str, text: str, known: tuple[str, ...] = ()) -> Exhibit:
    return Exhibit(
        f"okrs / paste, {what}",
        about,
        confirm_form,
        lambda: confirm_form(replace(_PLACE, read="1"), parse(text), known),
    )


EXHIBITS = (
    _list("empty", "The lead opens the list before there are OKRs.", tuple),
    _list("empty, for a member", "A member opens the list before there are OKRs.", tuple, may_edit=False),
    _list("usual", "The lead opens the list of two objectives.", _usual),
    _list("usual, for a member", "A member opens the same list and only reads it.", _usual, may_edit=False),
    _list("unfinished", "The lead opens a list with too many key results here and none there.", _odd),
    _list("very full", "The lead opens a list that needs pages.", _many),
    _list("very full, last page", "The lead turns to the last page of a very long list.", _many, page=99),
    Exhibit(
        "okrs / add objective",
        "The lead presses Add objective.",
        objective_form,
        lambda: objective_form(_PLACE, None, {}),
    ),
    Exhibit(
        "okrs / edit objective",
        "The lead edits an objective, where the company has strategic OKRs to support.",
        objective_form,
        lambda: objective_form(replace(_PLACE, objective_id=1), replace(objective(), supports=31), _STRATEGIC),
    ),
    Exhibit(
        "okrs / add key result",
        "The lead presses Add key result.",
        key_result_form,
        lambda: key_result_form(replace(_PLACE, objective_id=1), Typed()),
    ),
    *(_measure(kind) for kind in MeasureKind),
    Exhibit(
        "okrs / remove key result",
        "The lead chooses Remove beside a key result.",
        remove_form,
        lambda: remove_form(replace(_PLACE, objective_id=1, key_result_id=11), completion().title),
    ),
    Exhibit(
        "okrs / remove objective",
        "The lead chooses Remove beside an objective.",
        remove_form,
        lambda: remove_form(replace(_PLACE, objective_id=1), TITLE),
    ),
    Exhibit("okrs / paste, empty", "The lead presses Paste OKRs.", paste_form, lambda: paste_form(_PLACE)),
    Exhibit(
        "okrs / paste, left before",
        "The lead presses Paste OKRs again, after leaving without storing.",
        paste_form,
        lambda: paste_form(_PLACE, OKRS),
    ),
    _confirm("understood", "The lead sees it when all of the pasted text was understood.", OKRS),
    _confirm(
        "in part",
        "The lead sees it when some lines were not understood and an objective is on the list already.",
        _ODD_TEXT,
        (TITLE,),
    ),
    Exhibit(
        "okrs / paste, back to the text",
        "The lead goes back from what was understood to change the text.",
        paste_form,
        lambda: paste_form(replace(_PLACE, go=1), _ODD_TEXT),
    ),
    Exhibit(
        "okrs / stored ahead",
        "The lead sees it when what was drafted at a cycle's end became the next cycle's OKRs.",
        stored_ahead,
        lambda: stored_ahead(following(quarter_around(NOW.date(), TEAM_ID)), NOW.date()),
    ),
)
