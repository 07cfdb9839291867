"""Fatima leads support in Pune: dry, exact, and the first to hear when something breaks."""

from demo.cast import FATIMA as CHARACTER
from demo.cast import TICKETS, Said
from demo.lives.life import OPEN, Answers, Life, When

COUNTING = "what counts as a set-up ticket"

FATIMA = Life(
    CHARACTER,
    "who answers the support tickets, half a working day ahead of the others",
    (
        Answers(
            Said(
                7,
                {TICKETS: "0"},
                issues="Nobody agrees what counts as a set-up ticket",
                plan="Tag a week of tickets by hand",
            )
        ),
        Answers(
            Said(
                6,
                {TICKETS: "-4"},
                {TICKETS: "Four per cent more, not less. Half of them ask what the new progress bar means."},
                stands={COUNTING: OPEN},
                plan="Answer the progress bar question inside the progress bar",
            )
        ),
        Answers(
            Said(
                4,
                {TICKETS: "-9"},
                {TICKETS: "Worse. The broken export sent people to us who could not see their account."},
                plan="One saved answer for the account question, so that we can breathe",
            ),
            When.NUDGED,
        ),
        Answers(
            Said(
                5,
                {TICKETS: "-6"},
                {TICKETS: "The wave is over. My team had a very long Monday."},
                plan="Give Chiara the ten sentences that people quote at us",
            )
        ),
        Answers(
            Said(
                6,
                {TICKETS: "2"},
                {TICKETS: "Below where we began, at last. The new help texts work, also at night."},
                plan="Put the top answer into the form itself",
            ),
            When.NUDGED,
        ),
        Answers(
            Said(
                7,
                {TICKETS: "6"},
                {TICKETS: "The answer inside the form saves us eleven tickets a day. I counted twelve once."},
                plan="Ask the night shift which question they are tired of",
            ),
            When.NUDGED,
        ),
        Answers(Said(7, {TICKETS: "11"}, plan="Retire the saved answers that nobody needs now")),
        Answers(
            Said(
                7,
                {TICKETS: "15"},
                {TICKETS: "Half-way, and for once Android people write to say thank you."},
                plan="Check Emre's claim: who finishes the tutorial asks less",
            )
        ),
        Answers(
            Said(
                8,
                {TICKETS: "18"},
                {TICKETS: "Emre is right: a third less. He was more surprised than I was."},
                plan="Link the one-minute video in our answers",
            )
        ),
        Answers(Said(8, {TICKETS: "22"}, plan="Train two people from the evening shift"), When.NUDGED),
        Answers(
            Said(
                8,
                {TICKETS: "26"},
                {TICKETS: "Germany is the last hill: a quarter of what is left."},
                plan="Read every German ticket of one day with Chiara",
            )
        ),
        Answers(Said(8, {TICKETS: "29"}, plan="Keep the tags. Next quarter will ask")),
        Answers(
            Said(
                9,
                {TICKETS: "32"},
                {TICKETS: "A third fewer. The team had lunch at lunchtime. Twice."},
                plan="Take the evening shift out for dinner",
            )
        ),
    ),
)
