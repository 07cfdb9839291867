"""What the team says to each other in Slack besides: short, and not always about work."""

from dataclasses import dataclass
from datetime import time, timedelta

EXPLORE, GENERAL = "explore", "general"


@dataclass(frozen=True, slots=True)
class Line:
    """A message: so many days after the week's Friday (negative before it), at that time in Berlin."""

    week: int
    days: int
    at: time
    who: str
    text: str
    where: str = EXPLORE
    answers: bool = False
    """Whether it stands in the thread of the line before it."""

    @property
    def since_friday(self) -> timedelta:
        """How long after the Friday's midnight, by the wall clock."""
        return timedelta(days=self.days, hours=self.at.hour, minutes=self.at.minute)


TALK = (
    Line(1, -2, time(9, 40), "Dana", "Welcome to the new quarter! The coffee machine is repaired.", GENERAL),
    Line(1, -2, time(9, 52), "Goran", "Best news of the year", GENERAL),
    Line(1, -1, time(11, 5), "Ben", "Progress bar is on staging. It is ugly. Please be kind."),
    Line(1, -1, time(11, 20), "Hana", "It is ugly. I like it.", answers=True),
    Line(2, -2, time(10, 15), "Fatima", "Has anybody else got 30 tickets that say only “what is this bar”?"),
    Line(2, -2, time(10, 31), "Ben", "Oh no.", answers=True),
    Line(2, -1, time(16, 0), "Emre", "Export is still broken. I count by hand, like a monk."),
    Line(3, -1, time(15, 30), "Goran", "Who removed my confetti?"),
    Line(3, -1, time(15, 34), "Fatima", "Everybody.", answers=True),
    Line(3, -1, time(17, 0), "Chiara", "Off until Tuesday, the kindergarten has lice. Yes, plural."),
    Line(
        4, -3, time(14, 10), "Emre", "Here is where people leave the tutorial: second 38. The logo ends at second 36."
    ),
    Line(4, -3, time(14, 48), "Diego", "I see. I need a walk.", answers=True),
    Line(4, -1, time(12, 0), "Dana", "Free lunch on Thursday: the bank turns 40.", GENERAL),
    Line(5, -2, time(10, 0), "Fatima", "Tickets are below where we started. I have not said it loudly."),
    Line(5, -2, time(10, 2), "Goran", "TICKETS ARE BELOW WHERE WE STARTED", answers=True),
    Line(5, -1, time(17, 15), "Chiara", "Working from a train until Monday, so: not working."),
    Line(6, -2, time(9, 30), "Diego", "One minute, no logo, no agency. Be honest: “tutorial-v7-kitchen-table.mp4”"),
    Line(6, -2, time(9, 58), "Emre", "34 in the test. I am being honest.", answers=True),
    Line(6, -1, time(11, 45), "Hana", "The old Android phone is here. It is pink."),
    Line(7, -1, time(13, 30), "Dana", "Legal said yes!"),
    Line(7, -1, time(13, 31), "Goran", "I knew it", answers=True),
    Line(8, -2, time(10, 20), "Hana", "It was the keyboard. It hid the button. That is all it was."),
    Line(8, -2, time(10, 26), "Ben", "Five weeks. Four lines.", answers=True),
    Line(9, -1, time(16, 40), "Dana", "Emre, week 3 was the best thing you did for us this quarter. Thank you."),
    Line(9, -1, time(16, 59), "Emre", "Please don't make me popular.", answers=True),
    Line(10, -1, time(12, 10), "Fatima", "Fire drill at noon, no drill at half past. Long story.", GENERAL),
    Line(11, -2, time(23, 10), "Chiara", "Twelve German texts done, on a night train. I am the night train."),
    Line(12, -1, time(10, 0), "Diego", "Three pictures. One afternoon. I will not speak of the summer."),
    Line(13, -1, time(15, 0), "Ben", "91."),
    Line(13, -1, time(15, 1), "Dana", "I'll get the cake.", answers=True),
)

CAPTIONS = (
    "everybody is fresh, and nobody agrees what a ticket is",
    "the analytics export breaks, and tickets go up instead of down",
    "Emre asks whether the tutorial counts the right thing",
    "people leave the video at second 38, and step two waits for legal",
    "tickets turn, engagement does not",
    "Diego cuts the video at his kitchen table",
    "legal says yes, the short video goes out",
    "four lines of code mend Android",
    "the team is no longer behind the calendar",
    "help texts in German, by night train",
    "the release freeze comes closer",
    "pictures for those who never press play",
    "49 is not 50, and the cake is ordered",
)
"""What each week was about."""
