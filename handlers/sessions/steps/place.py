"""place: milestones into weeks, one window each; the card shows the plan week by week."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import Block, StaticMultiSelectElement

from handlers.kit.elements import bold, bullets, field, line, plain, select, text_input
from handlers.kit.elements import option as choice
from handlers.kit.text import one_line, plural
from handlers.sessions import ids
from handlers.sessions.steps.door import Does, Eyes, Form, Opens, Sent
from handlers.sessions.values import Shown
from okra.steps.place import Place, Placed, Placing

SHOWN = 40
MENU = 100


class PlaceDoor:
    """The quarter's draft plan in Slack."""

    def card(self, shown: Shown) -> Sequence[Block]:
        """What begins when, and what has no week yet."""
        state: Placing = shown.state
        texts = {item.key: item.text for item in state.items}
        placed = sorted(state.placed.values(), key=lambda one: (one.week, one.on))
        told = [_told(one, texts) for one in placed[:SHOWN]]
        blocks: list[Block] = [bullets(told)] if told else []
        left = [[plain(one_line(item.text, 150))] for item in state.open[:SHOWN]]
        if left:
            blocks.append(bullets(left, lead=[bold(f"{plural(len(state.open), 'milestone')} without a week")]))
        return blocks or [line(plain("There are no milestones yet."))]

    def buttons(self, shown: Shown) -> Sequence[Opens | Does]:
        """Place one."""
        state: Placing = shown.state
        return [Opens("Place a milestone", "choose", "primary")] if state.items else []

    def driving(self, shown: Shown) -> Sequence[Opens | Does]:
        """Nothing more."""
        return []

    def form(self, shown: Shown, eyes: Eyes, name: str, about: str) -> Form:
        """Which one; then its week, what it needs, its risk."""
        state: Placing = shown.state
        texts = {item.key: item.text for item in state.items}
        if about not in texts:
            options = [choice(one_line(text, 70), key) for key, text in list(texts.items())[:MENU]]
            return Form("Which milestone?", [field("Milestone", ids.CHOICE, select(ids.CHOICE, options))], "Open it")
        now = state.placed.get(about)
        blocks = [line(bold(one_line(texts[about], 200))), *_boxes(state, about, now)]
        return Form("When does it begin?", blocks, "Place it", now.version if now else 0)

    def read(self, shown: Shown, eyes: Eyes, sent: Sent) -> Sequence[Any]:
        """Its place, or out of the plan."""
        week = sent.values.option(ids.WEEK)
        needs = tuple(sent.values.options(ids.NEEDS))
        return [Place(sent.about, int(week) if week != "0" else None, needs, sent.values.text(ids.RISK), sent.version)]

    def deed(self, shown: Shown, name: str) -> Any:
        """No button is a deed of its own."""
        raise KeyError(name)


def _told(one: Placed, texts: dict[str, str]) -> list[Any]:
    needs = ", ".join(one_line(texts.get(key, ""), 60) for key in one.needs)
    more = f" · after {needs}" if needs else ""
    risk = f" · ⚠ {one_line(one.risk, 100)}" if one.risk else ""
    return [bold(f"Week {one.week}: "), plain(one_line(texts.get(one.on, ""), 150) + more + risk)]


def _boxes(state: Placing, about: str, now: Placed | None) -> list[Block]:
    weeks = [choice(f"Week {week}", str(week)) for week in range(1, state.setting.room.weeks + 1)]
    menu = select(ids.WEEK, [choice("Not in this plan", "0"), *weeks], chosen=str(now.week) if now else None)
    boxes: list[Block] = [field("The week in which it begins", ids.WEEK, menu)]
    others = [choice(one_line(item.text, 70), item.key) for item in state.items if item.key != about][:MENU]
    if others:
        chosen = [one for one in others if now and one.value in now.needs]
        element = StaticMultiSelectElement(action_id=ids.NEEDS, options=others, initial_options=chosen or None)
        boxes.append(field("What must be there before?", ids.NEEDS, element, optional=True))
    risk = text_input(ids.RISK, now.risk if now else "")
    return [*boxes, field("What could go wrong?", ids.RISK, risk, optional=True)]


DOOR: Final = PlaceDoor()
