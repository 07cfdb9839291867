"""What the eight say in session 1: the first week works, so what brings new customers back in the second?"""

from dataclasses import dataclass
from typing import Final

GOALS: Final = """\
Objective: People do their everyday banking with us, and like it
KR1: New customers who are active after 90 days, from 48% to 60%
Objective: Help comes before the call
KR1: Calls per 100 customers, from 9 to 6"""
"""Where the company wants to go, as the facilitator brings it."""
GOAL: Final = "People do their everyday banking"
"""A part of the goal that the team's objective supports."""


@dataclass(frozen=True, slots=True)
class Idea:
    """A note, and what a pair has to say on it."""

    note: str
    pain: str
    gain: str
    metric: str
    belief: str


@dataclass(frozen=True, slots=True)
class Blocker:
    """What could stop somebody's first idea, and whom it needs."""

    text: str
    needs: str = ""


ANY: Final = Idea(
    "",
    "They do not know that we could help",
    "One thing less to think about",
    "How many of them do it a second time",
    "If it is easy once, people do it twice",
)
"""What pairs say on a group that somebody has named in words of their own."""

IDEAS: Final[dict[str, tuple[Idea, ...]]] = {
    "Dana": (
        Idea(
            "Each of us listens in on ten calls from week two",
            "They explain the same thing to us three times",
            "Somebody heard them",
            "Calls that nobody has to make twice",
            "If we hear the questions ourselves, we stop guessing",
        ),
    ),
    "Ben": (
        Idea(
            "On day eight the app shows the one thing worth doing next",
            "After the set-up they look at their balance, and leave",
            "They know what the app can do before they wonder",
            "New customers who do a second thing in week two",
            "If the app shows one useful next thing, people come back without being called",
        ),
        Idea(
            "A standing order takes three taps",
            "The form wants an IBAN before it says what for",
            "The rent pays itself from the second month on",
            "Standing orders set up without help",
            "If the first standing order takes three taps, people trust us with a second one",
        ),
        Idea(
            "A half-finished form is still there tomorrow",
            "The train goes into a tunnel, and everything typed is gone",
            "Nobody types an IBAN twice",
            "Forms that are finished on another day",
            "If nothing typed is lost, half of those who leave come back",
        ),
        Idea(
            "People can hide what they don't need on the first screen",
            "Nine tiles, and seven of them are ours, not theirs",
            "A screen that is about them",
            "People who have hidden a tile, and are still here in week four",
            "If people can tidy up, they move in",
        ),
    ),
    "Chiara": (
        Idea(
            "Reminders in plain words: what, when, how to switch them off",
            "Our reminders read like a letter from a lawyer",
            "They see in one line whether it matters today",
            "Reminders that are opened, and not switched off",
            "If a reminder says one thing only, fewer people switch off all of them",
        ),
        Idea(
            "Answer the ten questions of week two inside the app",
            "They look for the answer in the app, and find a phone number",
            "The answer stands where the question comes up",
            "Questions that the app answers itself",
            "If the answer is on the screen, nobody calls for it",
        ),
    ),
    "Diego": (
        Idea(
            "A picture for each next step, for those who don't read",
            "A wall of text on a small phone, on a bus",
            "They see at a glance what happens next",
            "People who finish a step without opening the help",
            "If there is a picture, people try it who never read a line",
        ),
    ),
    "Emre": (
        Idea(
            "Ask fifty people why they came back, before we build anything",
            "We build what we would like, not what they came for",
            "They get what they came for",
            "Reasons for coming back that we did not know of",
            "If we know three true reasons, we build one thing instead of five",
        ),
    ),
    "Fatima": (
        Idea(
            "The app answers the ten questions of week two itself",
            "Eleven minutes of music, for an answer of one sentence",
            "Help at two in the morning, in their own words",
            "Calls per 100 new customers in week two",
            "If ten answers are in the app, a third of the calls never happens",
        ),
        Idea(
            "Nobody is told to try again tomorrow",
            "Tomorrow somebody else answers, and knows nothing",
            "One person who sees it through",
            "Questions that are closed on the day they are asked",
            "If the first answer is the last one, people ask us before they leave us",
        ),
    ),
    "Goran": (),
    "Hana": (
        Idea(
            "Show one thing worth doing next when people come back on day eight",
            "“And now?” said four of five testers, aloud",
            "A reason to open it that is theirs",
            "People who come back without a message from us",
            "If day eight has a reason of its own, people need no reminder",
        ),
    ),
}
HASTY: Final = "Reminders that one likes to read"
"""What Chiara writes first, and then writes anew."""
TAKEN_BACK: Final = "A guided tour through week two, with music"
"""What Diego writes and takes back."""
UNFINISHED: Final = "Confetti, but only when"
"""What Goran types, and never sends."""

BLOCKERS: Final[dict[str, Blocker | None]] = {
    "Dana": Blocker("Support has no hour for us before the tax season", "The support leads"),
    "Ben": Blocker("Three teams put things on the first screen, and none of them owns it", "The home screen team"),
    "Chiara": Blocker("Legal reads every reminder twice, slowly", "Legal (Margit)"),
    "Diego": None,
    "Emre": Blocker("Week two is in no report: the data comes a month late", "The data platform"),
    "Fatima": Blocker("Our tags do not know in which week a customer is"),
    "Goran": None,
    "Hana": Blocker("I have three testers over sixty, and two of them are my aunts"),
}

OBJECTIVE: Final = "New customers come back in their second week because it helps them"
SECOND_THING: Final = "New customers who do a second thing in their second week"
BOLD, SOBER = "from 31% to 60%", "from 31% to 45%"
"""How far Ben wants to go, and what Emre makes of it."""
STANDING_ORDERS, BY_THEMSELVES = "Standing orders set up without help", "from 12% to 30%"
ANSWERS, HALF_OF_THEM = "Questions of week two that the app answers itself", "from 20% to 50%"
"""The key result that is left for the facilitator."""
NEXT_THING: Final = "If the app shows one useful next thing on day eight, people come back without being called"
THREE_TAPS: Final = "If a standing order takes three taps, people set it up on the train"
DREAM: Final = "Everybody smiles on day eight"
"""Goran's objective, which nobody can measure."""

OBJECTION: Final = "45 % is a guess until we know why people come back. Let me ask fifty of them first."
