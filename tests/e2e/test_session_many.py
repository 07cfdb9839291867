"""A session in a channel of sixty, who do the same at the same moment: everybody is answered in time, nothing is lost."""

from pathlib import Path

import pytest

from tests.e2e.assembly import BOXES, NOTES, Assembly
from tests.e2e.processes import crowd

SIXTY = 60


@pytest.mark.timeout(240)
def test_sixty_write_look_and_agree_at_once(tmp_path: Path, sqlite_url: str) -> None:
    with crowd(tmp_path, sqlite_url, SIXTY) as team, team.start("one") as bot:
        hall = Assembly(team, bot)
        assert None not in hall.press("Write"), "Slack waits three seconds; bench/ measures how long it takes"
        assert None not in hall.write()
        assert [person.modal for person in team.people if person.modal] == []
        hall.says("60 of 60")
        hall.moves("Read it all")
        bot.wait(lambda: hall.revealed(lambda line: "Member 0" in line) >= SIXTY * BOXES * NOTES, 60)
        assert hall.revealed(lambda line: "Member 0" in line) == SIXTY * BOXES * NOTES
        hall.moves("What weighs most")
        assert None not in hall.press("Vote")
        assert all(person.modal for person in team.people)
        for title in ("One sentence", "Can we go with it?"):
            hall.moves(title)
        assert None not in hall.press("I agree")
        hall.says("60 of 60")
