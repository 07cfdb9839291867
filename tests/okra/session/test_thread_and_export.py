"""What hangs on what, and what a session leaves as files."""

import io
import zipfile
from collections.abc import Collection, Iterable

from hypothesis import given
from hypothesis import strategies as st

from okra.export import FILES, tree, zipped
from okra.golden_thread import orphans, path
from okra.items import Item, ItemKind, by_key
from okra.markdown import escaped
from okra.script import built_in

OBJECTIVE = Item("s1/o", ItemKind.OBJECTIVE, "Match reliability")
RESULT = Item("s1/k", ItemKind.KEY_RESULT, "Six confirmed players", ("s1/o",), {"measure": "from 55% to 80%"})
HYPOTHESIS = Item("s1/h", ItemKind.HYPOTHESIS, "Reminders help", ("s1/k",))
MILESTONE = Item("s2/m", ItemKind.MILESTONE, "Send reminders", ("s1/h",))
WHOLE = (OBJECTIVE, RESULT, HYPOTHESIS, MILESTONE)


def says(items: Iterable[Item], kinds: Collection[ItemKind] = tuple(ItemKind)) -> tuple[str, ...]:
    """What is said of the orphans."""
    return tuple(one.says for one in orphans(items, kinds))


class TestTheGoldenThread:
    def test_a_whole_one_has_no_orphans(self) -> None:
        assert says(WHOLE) == ()

    def test_what_hangs_on_nothing_is_named(self) -> None:
        lost = Item("s2/x", ItemKind.MILESTONE, "New logo")
        assert says((*WHOLE, lost)) == ("The milestone “New logo” hangs on no hypothesis.",)

    def test_what_carries_nothing_is_named(self) -> None:
        assert says((OBJECTIVE,)) == ("The objective “Match reliability” has no key result.",)

    def test_reads_from_the_top(self) -> None:
        assert (
            path(by_key(WHOLE), "s2/m") == "Match reliability › Six confirmed players › Reminders help › Send reminders"
        )


class TestTheTree:
    def test_has_the_seeds_names(self) -> None:
        files = tree(built_in()["session-1"], WHOLE[:3])
        assert set(files) == {"okra/session-1/draft-objectives.md", "okra/session-1/hypotheses.md"}
        assert files["okra/session-1/draft-objectives.md"] == (
            "# Draft objectives\n\n- Objective: Match reliability\n"
            "  - Key result: Six confirmed players (from 55% to 80%)\n"
        )

    def test_has_a_file_for_every_kind_but_for_places_in_weeks_which_the_plan_tells(self) -> None:
        there = {kind for _, kinds in FILES.values() for kind in kinds}
        assert set(ItemKind) - there == {ItemKind.PLACEMENT}

    def test_says_which_sort_of_work_a_milestone_is_and_who_objected_why(self) -> None:
        spike = Item("s2/m2", ItemKind.MILESTONE, "Ask ten players", ("s1/h",), {"kind": "spike"})
        objections = [{"author": "UDAN", "text": "By when?"}, {"author": "UGONE", "text": "No."}]
        agreed = Item("s2/a", ItemKind.AGREEMENT, "1 agrees, 2 object", ("s2/m2",), {"objections": objections})
        files = tree(built_in()["session-2"], [spike, agreed], WHOLE, {"UDAN": "Dan"})
        assert "- Ask ten players (spike)\n" in files["okra/session-2/milestones.md"]
        assert "(Dan objects: By when?; objection: No.)" in files["okra/session-2/agreement.md"]

    def test_tells_each_item_once_under_the_nearest_that_it_hangs_on(self) -> None:
        both = Item("s1/k2", ItemKind.KEY_RESULT, "Fewer no-shows", ("s0/gone", "s1/o"))
        files = tree(built_in()["session-1"], [OBJECTIVE, both])
        assert files["okra/session-1/draft-objectives.md"].count("Fewer no-shows") == 1

    def test_says_what_an_item_is_for(self) -> None:
        files = tree(built_in()["session-2"], [MILESTONE], WHOLE[:3])
        assert "- Send reminders\n  - for: Reminders help" in files["okra/session-2/milestones.md"]

    def test_names_what_was_placed_and_scored_where_it_was_agreed_on(self) -> None:
        placed = Item("s4/p", ItemKind.PLACEMENT, "week 6", (MILESTONE.key,), {"week": 6})
        scored = Item("s3/s", ItemKind.SCORE, "effort M", (MILESTONE.key,))
        agreed = Item("s4/a", ItemKind.AGREEMENT, "1 agrees", ("s4/p", "s3/s"))
        files = tree(built_in()["session-4"], [placed, scored, agreed], [MILESTONE])
        assert (
            "- 1 agrees\n  - for: Send reminders: week 6; Send reminders: effort M"
            in (files["okra/session-4/agreement.md"])
        )

    @given(st.text(max_size=60))
    def test_keeps_words_on_one_line_and_marks_harmless(self, typed: str) -> None:
        line = escaped(typed)
        assert "\n" not in line
        assert not line.startswith(("#", "- ", "+ ", "> "))

    def test_zips_to_the_same_bytes(self) -> None:
        files = tree(built_in()["session-1"], WHOLE[:3])
        packed = zipped(files)
        assert packed == zipped(dict(reversed(files.items())))
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            assert {name: archive.read(name).decode() for name in archive.namelist()} == files
