"""Two Fridays of the Explore team; the second one is told in full."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from demo.acting import all_are_known, answer, fill_in, open_modal, receipts, send
from demo.cast import BEN, CHIARA, DANA, DIEGO, EMRE, EVERYBODY, FATIMA, GORAN, HANA, OKRS, Said
from demo.stage import Stage
from demo.transcript import Transcript
from sandbox.people import Person, Seen

BERLIN = ZoneInfo("Europe/Berlin")
THURSDAY = datetime(2026, 10, 29, 9, 30, tzinfo=BERLIN)
FIRST_FRIDAY = datetime(2026, 10, 30, 14, 0, tzinfo=BERLIN)
FIRST_MONDAY = datetime(2026, 11, 2, 10, 0, tzinfo=BERLIN)
THURSDAY_AFTER = datetime(2026, 11, 5, 15, 0, tzinfo=BERLIN)
FRIDAY = datetime(2026, 11, 6, 14, 0, tzinfo=BERLIN)
REMINDER = datetime(2026, 11, 6, 16, 30, tzinfo=BERLIN)
MONDAY = datetime(2026, 11, 9, 10, 0, tzinfo=BERLIN)


def tell(stage: Stage, console: Console, out: Path) -> None:
    """Let it happen, and write it down as a conversation."""
    said = Transcript(console)
    people = stage.people
    _set_up(stage, said, people[DANA.name])
    _first_week(stage, said)
    _second_friday(stage, said)
    _monday(stage, said, out)
    said.end()


def _set_up(stage: Stage, said: Transcript, dana: Person) -> None:
    said.chapter("Thursday: Dana sets up her team, in #explore")
    said.types(dana, "/okra setup")
    dana.command("/okra setup", stage.channel)
    dana.fill("Team name", "Explore")
    said.sees(dana, open_modal(dana).text)
    send(dana)
    stage.wait_for(lambda: bool(stage.channel.messages))
    said.reads("#explore", stage.channel.messages[-1])
    if not all_are_known(stage):
        raise RuntimeError("somebody was not counted in")
    said.types(dana, "/okra okrs paste")
    dana.command("/okra okrs paste", stage.channel)
    dana.fill("Your OKRs", OKRS)
    dana.submit()
    said.sees(dana, open_modal(dana).text)
    dana.submit()
    dana.close(all_of_it=True)


def _first_week(stage: Stage, said: Transcript) -> None:
    said.chapter("The first Friday goes by: everybody answers")
    stage.travel_to(FIRST_FRIDAY)
    for one in EVERYBODY:
        if one.first_week is not None:
            answer(stage, stage.people[one.name], one.first_week)
    stage.travel_to(FIRST_MONDAY)
    stage.wait_for(lambda: bool(_digests(stage, stage.people[DANA.name])))
    said.aside("All eight answered. On Monday the card became the result, and Dana got her first digest.")


def _second_friday(stage: Stage, said: Transcript) -> None:
    people = stage.people
    said.chapter("Thursday: Chiara will be away")
    stage.travel_to(THURSDAY_AFTER)
    said.types(people[CHIARA.name], "/okra away until tue")
    reply = people[CHIARA.name].command("/okra away until tue", stage.channel)
    if reply is not None:
        said.whispers(people[CHIARA.name], reply)
    said.chapter("Friday, 14:00 in Berlin: the check-in")
    stage.travel_to(FRIDAY)
    _emre_stumbles(stage, said, people[EMRE.name])
    for one in (BEN, DANA, HANA):
        if one.second_week is not None:
            answer(stage, people[one.name], one.second_week)
    goran = people[GORAN.name]
    goran.press("Not this week", on=stage.prompt_of(goran))
    stage.wait_for(lambda: "4 of" in stage.channel.messages[-1].text)
    said.aside("Ben, Dana and Hana answer. Goran presses “Not this week”. The card in the channel counts along:")
    said.reads("#explore", stage.channel.messages[-1])
    _hana_edits(stage, said, people[HANA.name])
    _fatima_is_reminded(stage, said, people[FATIMA.name])


def _emre_stumbles(stage: Stage, said: Transcript, emre: Person) -> None:
    prompt = stage.prompt_of(emre)
    said.direct(emre, prompt)
    emre.press("Check in", on=prompt)
    fill_in(emre, Said(4, {"tutorial engagement": "about the same"}))
    emre.submit()
    said.aside("Emre types “about the same” where a number belongs, and submits. Nothing he typed is lost:")
    said.sees(emre, open_modal(emre).text)
    if EMRE.second_week is not None:
        fill_in(emre, EMRE.second_week)
    tick = next(
        label for label in open_modal(emre).labels if "tutorial engagement" in label and label.endswith("in one tap")
    )
    emre.tick(tick, "This KR measures the wrong thing")
    send(emre)
    stage.wait_for(lambda: len(receipts(emre)) == 2)
    said.direct(emre, receipts(emre)[-1])


def _hana_edits(stage: Stage, said: Transcript, hana: Person) -> None:
    copy = receipts(hana)[-1]
    before = copy.versions
    hana.press("Edit", on=copy)
    hana.fill("Your plan for the week ahead", "Watch three Android sign-ups with Ben on Monday")
    send(hana)
    stage.wait_for(lambda: copy.versions > before)
    said.aside("Hana thinks again and edits her plan; her private copy changes in place:")
    said.direct(hana, copy)


def _fatima_is_reminded(stage: Stage, said: Transcript, fatima: Person) -> None:
    said.chapter("Friday, 16:30: one nudge, only to those who have not answered")
    stage.travel_to(REMINDER)
    stage.wait_for(lambda: any("I won't ask again" in seen.text for seen in fatima.dm()))
    nudge = next(seen for seen in fatima.dm() if "I won't ask again" in seen.text)
    said.direct(fatima, nudge)
    fatima.press("Check in", on=nudge)
    if FATIMA.second_week is not None:
        fill_in(fatima, FATIMA.second_week)
    send(fatima)
    stage.wait_for(lambda: len(receipts(fatima)) == 2)


def _monday(stage: Stage, said: Transcript, out: Path) -> None:
    dana, diego = stage.people[DANA.name], stage.people[DIEGO.name]
    said.chapter("Monday, 10:00: the check-in closes")
    stage.travel_to(MONDAY)
    stage.wait_for(lambda: len(_digests(stage, dana)) == 2)
    result = stage.channel.messages[-1]
    stage.wait_for(lambda: bool(stage.channel.thread(result)))
    said.reads("#explore", result)
    for reply in stage.channel.thread(result):
        said.reads("in the thread", reply)
    digest = _digests(stage, dana)[-1]
    said.chapter("Monday, 10:00: Dana's digest")
    said.direct(dana, digest)
    stage.wait_for(lambda: bool(dana.dm_thread(digest)))
    for reply in dana.dm_thread(digest):
        said.direct(dana, reply)
    said.picture(_save(digest, out))
    said.chapter("Monday, 11:00: Diego answers late")
    stage.later(timedelta(hours=1))
    before = digest.versions
    diego.press("Check in", on=_last_invitation(diego))
    fill_in(diego, Said(7, plan="Put the short tutorial in front of ten people"))
    send(diego)
    stage.wait_for(lambda: digest.versions > before and "late" in digest.text)
    said.aside("The same digest, brought up to date:")
    said.direct(dana, digest)


def _last_invitation(person: Person) -> Seen:
    return [seen for seen in person.dm() if "Check in" in seen.buttons or "Answer late" in seen.buttons][-1]


def _digests(stage: Stage, dana: Person) -> list[Seen]:
    del stage
    return [seen for seen in dana.dm() if seen.pictures]


def _save(digest: Seen, out: Path) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    file = out / "digest.png"
    file.write_bytes(digest.pictures[-1]["data"])
    return file
