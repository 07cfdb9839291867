"""What a team has before sessions 3 and 4: key results, hypotheses, and the milestones that test them."""

from tests.e2e.workshop import Workshop, fills, under

SORT = "What sort of work is it?"
LIST, WORDING, REFEREES, LOGIN = "A list of those who come", "Test two wordings", "Ask referees", "One login for all"


def with_milestones(shop: Workshop) -> None:
    """Sessions 1 and 2 are over: four milestones, one of each sort, under two key results."""
    shop.begin("1", "Session 1")
    shop.drives(*["Next"] * 6)
    shop.does("Ben", "Add an objective", fills(Objective="Match reliability"))
    shop.does("Ben", "Add a key result", under("Key result", "Matches with six players", "Match reliability"))
    shop.does("Ben", "Add a key result", under("Key result", "Fewer late cancellations", "Match reliability"))
    shop.does("Cleo", "Add a hypothesis", under("Hypothesis", "Who sees the others comes", "Matches with six"))
    shop.does("Cleo", "Add a hypothesis", under("Hypothesis", "Reminders help", "Fewer late"))
    shop.ends()
    shop.begin("2", "Session 2")
    shop.drives(*["Next"] * 4)
    for text, above, sort in (
        (LIST, "Who sees the others", "Feature"),
        (WORDING, "Reminders help", "Experiment"),
        (REFEREES, "Reminders help", "Spike"),
        (LOGIN, "Who sees the others", "Platform"),
    ):
        shop.does("Ben", "Add a milestone", under("Milestone", text, above, **{SORT: f"→{sort}"}))
    shop.ends()


def with_scores(shop: Workshop) -> None:
    """Session 3 is over too: the list is L, the wording M, the referees S; one login for all is anybody's guess."""
    with_milestones(shop)
    shop.begin("3", "Session 3")
    shop.drives("Next", "Next")
    for name, effort in ((LIST, "L"), (WORDING, "M"), (REFEREES, "S")):
        shop.does("Ben", "Score", fills(**{f"{name}: effort": f"→{effort}"}))
    shop.ends()
