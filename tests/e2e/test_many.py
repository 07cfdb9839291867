"""Many at once."""

from functools import partial
from pathlib import Path

import pytest

from sandbox.people import Person
from tests.e2e.processes import crowd

FIFTY = 50


@pytest.mark.timeout(180)
def test_fifty_submit_at_once_each_is_acknowledged_and_the_card_counts_them_all(
    tmp_path: Path, database_url: str
) -> None:
    with crowd(tmp_path, database_url, FIFTY) as team, team.start("one") as one:
        one.wait(lambda: team.sent >= FIFTY and bool(team.channel.messages), 60)
        team.open_check_ins()
        card = team.channel.messages[-1]
        before = card.versions
        taken = team.submit_at_once()
        assert len(taken) == FIFTY
        assert None not in taken, "Slack waits three seconds; bench/ measures how long it takes"
        assert all(person.modal is None for person in team.people)
        one.wait(lambda: "50 of 50" in card.text, 30)
        assert card.versions - before <= FIFTY / 2, "many answers make few edits"
        for person in team.people:
            one.wait(partial(reads, person, f"Plan of {person.name}"), 30)


def reads(person: Person, words: str) -> bool:
    return any(words in seen.text for seen in person.dm())
