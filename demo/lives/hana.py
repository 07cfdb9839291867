"""Hana tests with real people in Bengaluru; precise, a little shy, and silent when she has nothing to report."""

from demo.cast import COMPLETION, ENGAGEMENT, Said
from demo.cast import HANA as CHARACTER
from demo.lives.life import HELP, OPEN, SOLVED, Answers, Life, When

ANDROID, BUTTON = "Android loses people", "help button"

HANA = Life(
    CHARACTER,
    "who watches real people sign up, and says little",
    (
        Answers(Said(7, plan="Watch five people sign up, and not help them")),
        None,
        Answers(
            Said(
                5,
                notes={COMPLETION: "All five stopped at step two. One said a bad word."},
                plan="Find out why Android drops people at step two",
            ),
            When.MONDAY,
        ),
        Answers(
            Said(
                4,
                issues="Android loses people at step two, and nobody knows why",
                plan="Get hold of an old Android phone",
            )
        ),
        None,
        Answers(
            Said(
                5,
                notes={COMPLETION: "The old phone arrived. I could not sign up either."},
                stands={ANDROID: OPEN},
                plan="Film the screen while somebody tries",
            ),
            When.MONDAY,
        ),
        Answers(
            Said(
                6,
                notes={COMPLETION: "On film: they tap where the button was before the keyboard came."},
                stands={ANDROID: HELP},
                help_from={ANDROID: "Ben, for an hour"},
                plan="Sit with Ben and the old phone",
            )
        ),
        Answers(Said(8, stands={ANDROID: SOLVED}, plan="The same five people again, with the fix"), When.MONDAY),
        Answers(
            Said(
                8,
                notes={COMPLETION: "Four of five made it. The fifth had no signal."},
                plan="Test the tutorial without sound",
            )
        ),
        Answers(
            Said(
                7,
                notes={ENGAGEMENT: "Without sound they understand it. With sound they smile."},
                issues="Two of five testers cannot find the help button",
                plan="Try the button in three places",
            )
        ),
        None,
        Answers(
            Said(
                8,
                notes={COMPLETION: "The help button at the bottom: found by all, in four seconds."},
                stands={BUTTON: SOLVED},
                plan="One more round with people over sixty",
            )
        ),
        Answers(
            Said(
                9,
                notes={COMPLETION: "A lady of 71 signed up in six minutes and wished us well."},
                plan="Thank the testers",
            )
        ),
    ),
)
