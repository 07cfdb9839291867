"""Goran writes the app's other half in São Paulo; for him the glass is full, and the jug too."""

from demo.cast import COMPLETION, ENGAGEMENT, TICKETS, Said
from demo.cast import GORAN as CHARACTER
from demo.lives.life import OPEN, SOLVED, Answers, Life, Skips

FREEZE = "release freeze"

GORAN = Life(
    CHARACTER,
    "the optimist",
    (
        Answers(Said(9, plan="Pair with Ben on the progress bar")),
        Answers(
            Said(
                9, notes={ENGAGEMENT: "Two points in a week. Do that twelve times!"}, plan="The bar, now with confetti"
            )
        ),
        Answers(Said(10, plan="Take the confetti out again. Support asked nicely")),
        Skips(),
        Answers(
            Said(8, notes={TICKETS: "We are past the worst. I can feel it."}, plan="Saved forms, together with Ben")
        ),
        Answers(
            Said(
                9,
                notes={COMPLETION: "One point a week gets us to 83. Two get us to 90. So: two."},
                plan="Make the first screen load in under a second",
            )
        ),
        Answers(
            Said(
                9,
                notes={COMPLETION: "0.9 seconds. People who don't wait don't leave."},
                plan="The same for the second screen",
            )
        ),
        Answers(Said(9, plan="Help Ben ship the Android fix before he falls asleep")),
        Answers(
            Said(
                10,
                notes={ENGAGEMENT: "Told you. Well, Emre told you. I believed him."},
                plan="Play the short video offline too",
            )
        ),
        Skips(),
        Answers(
            Said(
                9,
                issues="The release freeze begins a week before we are done",
                plan="Get the skipped photo in before the freeze",
            )
        ),
        Answers(Said(9, stands={FREEZE: OPEN}, plan="Ask for one exception, with Emre's numbers in hand")),
        Answers(
            Said(
                10,
                notes={ENGAGEMENT: "49 of 50 and we started at 15. Somebody hug Emre."},
                stands={FREEZE: SOLVED},
                plan="Confetti, at the retro only",
            )
        ),
    ),
)
