"""Emre counts things for a living, and doubts what he counts."""

from demo.cast import EMRE as CHARACTER
from demo.cast import ENGAGEMENT, Said
from demo.lives.life import SOLVED, Answers, Life

EXPORT = "analytics export"

EMRE = Life(
    CHARACTER,
    "the sceptic, who counts what happens in the tutorial",
    (
        Answers(Said(6, {ENGAGEMENT: "17"}, plan="Find out who these 17 % are")),
        Answers(
            Said(
                5,
                {ENGAGEMENT: "19"},
                {ENGAGEMENT: "Up, but half of it is our own testers. I have taken them out."},
                "The analytics export has been broken since Tuesday",
                "Interview five people who skipped the tutorial",
            )
        ),
        Answers(
            Said(
                4,
                {ENGAGEMENT: "19"},
                {ENGAGEMENT: "We count who presses play. Nobody watches to the end. Is that the right thing to count?"},
                stands={EXPORT: SOLVED},
                plan="Plot at which second people leave",
                wrong=ENGAGEMENT,
            )
        ),
        Answers(
            Said(
                3,
                {ENGAGEMENT: "19"},
                {ENGAGEMENT: "The video has 4 minutes 10. The median viewer leaves at 0:38."},
                plan="Show everybody the curve. It looks like a cliff",
                wrong=ENGAGEMENT,
            )
        ),
        Answers(
            Said(
                3,
                {ENGAGEMENT: "18"},
                {ENGAGEMENT: "From now on: who does what the tutorial shows. By that count we are at 18."},
                plan="Test Diego's one-minute version against the old one",
            )
        ),
        Answers(
            Said(
                4,
                {ENGAGEMENT: "19"},
                {ENGAGEMENT: "Flat again, but in the test the one-minute cut has 34. Small numbers; careful."},
                plan="A bigger test. I don't trust 212 people",
            )
        ),
        Answers(
            Said(
                5,
                {ENGAGEMENT: "24"},
                {ENGAGEMENT: "The short cut is out for half of them. It holds. I looked for the mistake."},
                plan="Look for the mistake again",
            )
        ),
        Answers(
            Said(
                6,
                {ENGAGEMENT: "31"},
                {ENGAGEMENT: "No mistake."},
                plan="Short video for everybody, then count the second week too",
            )
        ),
        Answers(
            Said(
                7,
                {ENGAGEMENT: "36"},
                {ENGAGEMENT: "People who finish it open a third fewer tickets. That I did not expect."},
                plan="Check the third-fewer claim with Fatima before anybody quotes it",
            )
        ),
        Answers(Said(7, {ENGAGEMENT: "41"}, plan="Move the tutorial behind the first login, not before it")),
        Answers(
            Said(
                7,
                {ENGAGEMENT: "44"},
                {ENGAGEMENT: "Slower now. Those who are left never watch videos. They might read."},
                plan="Three pictures instead of a video, for one in ten",
            )
        ),
        Answers(Said(7, {ENGAGEMENT: "47"}, plan="Pictures for everybody who closes the video")),
        Answers(
            Said(
                8,
                {ENGAGEMENT: "49"},
                {ENGAGEMENT: "49, not 50. I will not round it up. It is the best 49 I have seen."},
                plan="Write down why we changed what we count, before we forget",
            )
        ),
    ),
)
