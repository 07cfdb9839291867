"""Dana leads the team: steady, asks for help early, clears what stands in the others' way."""

from demo.cast import COMPLETION, Said
from demo.cast import DANA as CHARACTER
from demo.lives.life import HELP, OPEN, SOLVED, Answers, Life, When

COUNTING, CONSENT, AGENCY = "what counts as a set-up ticket", "consent text", "agency can edit"

DANA = Life(
    CHARACTER,
    "who leads the team",
    (
        Answers(Said(7, plan="Agree with support how we count a set-up ticket")),
        Answers(
            Said(
                7,
                stands={COUNTING: OPEN},
                plan="Lunch with the support leads. I bring cake, they bring a definition",
            )
        ),
        Answers(
            Said(
                6,
                stands={COUNTING: SOLVED},
                plan="Listen to Emre properly about what the tutorial number means",
            )
        ),
        Answers(
            Said(
                6,
                issues="Legal must approve the new consent text before step two can ship",
                plan="Get a name in legal, not a mailbox",
            )
        ),
        Answers(
            Said(
                6,
                stands={CONSENT: HELP},
                help_from={CONSENT: "Legal (Margit)"},
                plan="Margit in legal has an hour on Tuesday. Prepare three questions, not thirty",
            )
        ),
        Answers(
            Said(
                6,
                stands={CONSENT: HELP},
                help_from={CONSENT: "Legal (Margit)"},
                plan="Ask the brand team to let us cut the video ourselves",
            )
        ),
        Answers(
            Said(
                7,
                stands={CONSENT: SOLVED, AGENCY: SOLVED},
                notes={COMPLETION: "Legal said yes on Wednesday. Step two can ship."},
                plan="Show the half-time numbers to Digital Services, the flat line included",
            )
        ),
        Answers(Said(7, plan="Keep the room free of new ideas until Android works")),
        Answers(
            Said(
                8,
                notes={COMPLETION: "The first time this quarter that I am not behind the calendar."},
                plan="Thank Emre in public for being a nuisance in week 3",
            ),
        ),
        Answers(Said(8, plan="Ask Fatima's team what they would fix next, before we ask ourselves")),
        Answers(Said(8, plan="Decide what we stop doing in December")),
        Answers(Said(8, plan="Collect stories for the review, one each, with the embarrassing bits"), When.NUDGED),
        Answers(Said(9, plan="Book the retro. Order the good cake")),
    ),
)
