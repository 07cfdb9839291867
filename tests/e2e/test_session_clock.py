"""The clock in a session: it counts down in one room, and where people are hours apart it goes on by itself."""

import re
from datetime import timedelta

from okra.session import GRACE_APART
from tests.e2e.scene import WEDNESDAY, Scene
from tests.e2e.workshop import Workshop, read

HURTS = "What hurts our customers?"


def begun(scene: Scene, typed: str = "0", title: str = "Session 0") -> Workshop:
    scene.set_up("Ada", "Ben", "Cleo")
    shop = Workshop(scene)
    shop.begin(typed, title)
    return shop


def after(scene: Scene, **time: float) -> None:
    """Time passes, and the bot does what is due then; nothing happens in between."""
    scene.travel_to(scene.clock.now() + timedelta(**time))


def test_the_facilitator_sees_the_minutes_go_by_in_one_message(scene: Scene) -> None:
    shop = begun(scene)
    said = []
    for _ in range(9):
        said += re.findall(r"\d+ min left|time is up", read(shop.cockpit))
        after(scene, minutes=1)
    assert said == [f"{minutes} min left" for minutes in range(8, 0, -1)] + ["time is up"]
    before = shop.cockpit.versions
    after(scene, minutes=30)
    assert shop.cockpit.versions == before, "nothing counts any more"
    assert len([seen for seen in scene.people["Ada"].dm() if "You facilitate" in seen.text]) == 1
    shop.drives("+5 min")
    assert "5 min left" in read(shop.cockpit)


def test_a_pause_stops_the_countdown_and_nobody_edits_anything_meanwhile(scene: Scene) -> None:
    shop = begun(scene)
    after(scene, minutes=3)
    shop.drives("Pause")
    before = shop.cockpit.versions
    after(scene, minutes=30)
    assert shop.cockpit.versions == before
    assert "paused" in read(shop.cockpit)
    shop.drives("Go on")
    assert "5 min left" in read(shop.cockpit)


def test_one_step_after_the_other_is_open_for_its_hours(scene: Scene) -> None:
    shop = begun(scene, "0 async")
    scene.travel_to(WEDNESDAY + timedelta(hours=24, minutes=5))
    assert "step 2 of 5" in shop.says
    scene.travel_to(WEDNESDAY + timedelta(hours=32, minutes=4))
    assert "step 2 of 5" in shop.says
    scene.travel_to(WEDNESDAY + timedelta(hours=32, minutes=6))
    assert "step 3 of 5" in shop.says


def test_after_three_days_away_the_step_that_people_could_not_reach_is_open_again(scene: Scene) -> None:
    shop = begun(scene, "0 async")
    after(scene, days=3)
    assert "step 1 of 5" in shop.says
    assert read(scene.channel.messages[-1]).startswith(
        "I was away for a while, so step 1 of 5 stays open: What we know."
    )
    shop.does("Ben", "Write", lambda person: person.fill(HURTS, "Set-up takes an hour"))
    after(scene, hours=23)
    assert "step 1 of 5" in shop.says
    after(scene, hours=1, minutes=1)
    assert "step 2 of 5" in shop.says
    assert any("Set-up takes an hour" in seen.text for seen in shop.thread)


def test_after_a_month_away_one_step_is_open_and_nothing_comes_in_a_burst(scene: Scene) -> None:
    shop = begun(scene, "0 async")
    before = len(scene.channel.messages)
    after(scene, days=30)
    assert "step 1 of 5" in shop.says
    assert len(scene.channel.messages) == before + 1


def test_the_clock_makes_the_pairs_where_nobody_is_awake_to(scene: Scene) -> None:
    shop = begun(scene, "1 async", "Session 1")
    shop.drives("Next")
    for name in ("Ben", "Cleo"):
        shop.does(name, "Write", lambda person: person.fill("An idea", "Remind players before their match"))
    shop.drives("Next", "Next", "Next")
    after(scene, hours=12, minutes=1)
    assert "step 6 of 8" in shop.says
    assert "0 of 1 pairs are done" in shop.says


def test_a_facilitator_who_is_never_there_is_replaced_and_the_session_ends(scene: Scene) -> None:
    shop = begun(scene, "0 async")
    shop.does("Ben", "Write", lambda person: person.fill(HURTS, "Set-up takes an hour"))
    after(scene, hours=24, minutes=1)
    ben = scene.people["Ben"]
    answer = ben.command("/okra session", scene.channel)
    assert answer is not None
    assert "Take over" not in answer.buttons
    after(scene, hours=8, minutes=2)
    after(scene, hours=8, minutes=2)
    after(scene, hours=GRACE_APART / timedelta(hours=1) - 16)
    answer = ben.command("/okra session", scene.channel)
    assert answer is not None
    ben.press("Take over", on=answer)
    scene.settle()
    shop.facilitator = "Ben"
    shop.drives("Next")
    after(scene, hours=12, minutes=1)
    assert "The last step of Session 0: a vision to start from is over in time." in read(ben.dm()[-1])
    shop.ends()
    assert "is over" in shop.says


def test_each_reads_the_time_on_their_own_clock(scene: Scene) -> None:
    scene.person("Mio", "Asia/Tokyo")
    shop = begun(scene, "0 async")
    with scene.bot.deps.store.begin(scene.slack.workspace.id) as unit:
        (due,) = unit.agenda.pending("session.time_up")
    ends = int(due.due.timestamp())
    (date,) = [
        element["text"]
        for block in shop.card.message.blocks
        for element in block.get("elements", ())
        if element.get("type") == "mrkdwn"
    ]
    assert date == f"<!date^{ends}^{{date_short_pretty}} {{time}}|Thu 09:00>"
