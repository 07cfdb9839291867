"""Ben builds the onboarding: cheerful about what he can measure, silent about what he cannot."""

from demo.cast import BEN as CHARACTER
from demo.cast import COMPLETION, Said
from demo.lives.life import OPEN, Answers, Life, When

ANDROID = "Android loses people"

BEN = Life(
    CHARACTER,
    "who builds the onboarding and watches its completion",
    (
        Answers(Said(8, {COMPLETION: "66"}, plan="Build the progress bar, ugly but working")),
        Answers(
            Said(
                8,
                {COMPLETION: "68"},
                {COMPLETION: "Two points up, and only a tenth of new users have the bar."},
                plan="Show the progress bar to half of all new users",
            )
        ),
        Answers(
            Said(
                7,
                {COMPLETION: "71"},
                {COMPLETION: "With the bar 76 %, without it 67 %. I checked three times."},
                plan="Progress bar for everybody",
            )
        ),
        Answers(
            Said(
                7,
                {COMPLETION: "72"},
                {COMPLETION: "The bar is out. What is left of the drop is step two."},
                plan="Make step two shorter: nine fields, and we read four of them",
            )
        ),
        Answers(
            Said(
                7,
                {COMPLETION: "74"},
                {COMPLETION: "Step two has four fields now, on a branch. It waits for legal."},
                plan="Save half-filled forms, so that people can come back to them",
            )
        ),
        Answers(
            Said(
                7,
                {COMPLETION: "76"},
                {COMPLETION: "One in nine comes back to a saved form. I hoped for one in twenty."},
                stands={ANDROID: OPEN},
                plan="Borrow Hana's old Android phone and sign up until it breaks",
            )
        ),
        Answers(
            Said(
                8,
                {COMPLETION: "79"},
                {COMPLETION: "Short step two went live on Thursday; three points in a day and a half."},
                plan="Watch Android sign-ups with Hana",
            )
        ),
        Answers(
            Said(
                8,
                {COMPLETION: "81"},
                {COMPLETION: "The keyboard hid the button on small Android screens. Four lines of code."},
                plan="Ship the Android fix, then sleep",
            )
        ),
        Answers(
            Said(
                9,
                {COMPLETION: "84"},
                {COMPLETION: "Android has caught up with the iPhone."},
                plan="Let people skip the photo of the identity card until the second day",
            )
        ),
        Answers(Said(8, {COMPLETION: "85"}, plan="Measure the skipped photo against the old way")),
        Answers(
            Said(
                9,
                {COMPLETION: "87"},
                {COMPLETION: "Eight of ten who skip the photo send it by the next evening."},
                plan="Skip the photo: everybody gets it",
            ),
            When.NUDGED,
        ),
        Answers(Said(9, {COMPLETION: "89"}, plan="Nothing new. Fix the three crashes that are left")),
        Answers(
            Said(
                10,
                {COMPLETION: "91"},
                {COMPLETION: "91. I printed it out."},
                plan="Write down what we know about step two, for the team that comes next",
            )
        ),
    ),
)
