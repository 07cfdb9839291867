"""The Explore team: eight people in three time zones, each with a temper, and what they say."""

from dataclasses import dataclass, field

OKRS = """\
Objective: Make the first week seamless and confidence-boosting for new users.
KR1: Increase onboarding completion from 65% to 90%
Hypothesis: If people see how far they have come, they finish the set-up.
KR2: Boost tutorial engagement from 15% to 50%
KR3: Reduce support tickets about account setup by 30%
"""

COMPLETION, ENGAGEMENT, TICKETS = "onboarding completion", "tutorial engagement", "support tickets"


@dataclass(frozen=True, slots=True)
class Said:
    """One person's check-in. `numbers` maps a part of a key result's title to what they type.

    `stands` maps a part of an open issue to how it stands ("Still open", "Solved", "Needs help"), `help_from` one of
    the person's own issues to who could help, `wrong` names the key result that they call the wrong measure.
    """

    confidence: int
    numbers: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    issues: str = ""
    plan: str = ""
    stands: dict[str, str] = field(default_factory=dict)
    help_from: dict[str, str] = field(default_factory=dict)
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Character:
    """One person of the story."""

    name: str
    zone: str
    title: str
    """What they do, as their Slack profile says: pairs are made across it."""
    first_week: Said | None
    second_week: Said | None


DANA = Character(
    "Dana", "Europe/Berlin", "Product lead",
    Said(7, plan="Agree with support how we count tickets"),
    Said(6, plan="Ask legal for the copy review slot"),
)  # fmt: skip
BEN = Character(
    "Ben", "Europe/Berlin", "Engineer",
    Said(8, {COMPLETION: "71"}, plan="Ship the progress bar to half of new users"),
    Said(8, {COMPLETION: "74"}, {COMPLETION: "The progress bar works: +3 among those who see it."},
         plan="Roll the progress bar out to everyone"),
)  # fmt: skip
CHIARA = Character(
    "Chiara", "Europe/Berlin", "Writer", Said(7, {TICKETS: "6"}, plan="Rewrite the three worst help texts"), None
)
DIEGO = Character("Diego", "America/Sao_Paulo", "Designer", Said(6, plan="Prototype the short tutorial"), None)
EMRE = Character(
    "Emre", "Europe/Berlin", "Data analyst",
    Said(7, {ENGAGEMENT: "19"}, plan="Interview five people who skipped the tutorial"),
    Said(4, {ENGAGEMENT: "19"}, {ENGAGEMENT: "Nobody watches it to the end. Is it the right thing to count?"},
         "The analytics export has been broken since Tuesday", "Cut the tutorial to one minute"),
)  # fmt: skip
FATIMA = Character(
    "Fatima", "Asia/Kolkata", "Customer support",
    Said(8, {TICKETS: "8"}, plan="Tag tickets by set-up step"),
    Said(7, {TICKETS: "11"}, plan="Answer the top question inside the form"),
)  # fmt: skip
GORAN = Character("Goran", "America/Sao_Paulo", "Engineer", Said(9, plan="Pair with Ben on the progress bar"), None)
HANA = Character(
    "Hana", "Asia/Kolkata", "Researcher",
    Said(7, plan="Test the new copy with five people"),
    Said(3, plan="Find out why Android drops people at step two"),
)  # fmt: skip

EVERYBODY = (DANA, BEN, CHIARA, DIEGO, EMRE, FATIMA, GORAN, HANA)
