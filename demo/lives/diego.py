"""Diego designs the tutorial; he answers on Monday, when the others have closed already."""

from demo.cast import DIEGO as CHARACTER
from demo.cast import ENGAGEMENT, Said
from demo.lives.life import HELP, Answers, Life, When

AGENCY, BRAND = "agency can edit", "The brand team"

DIEGO = Life(
    CHARACTER,
    "who designs the tutorial and answers late, but answers",
    (
        Answers(Said(6, plan="Storyboard a tutorial that fits on one page"), When.LATE),
        Answers(Said(6, plan="Draw the three moments that people must not miss")),
        Answers(
            Said(
                5,
                notes={ENGAGEMENT: "Emre is right and it hurts a bit. I made that video."},
                issues="Only the agency can edit the tutorial video, at three weeks' notice",
                plan="Cut a one-minute version at home, badly, just for a test",
            ),
            When.LATE,
        ),
        Answers(
            Said(
                5,
                notes={ENGAGEMENT: "Saw the cliff. My logo animation is the cliff."},
                stands={AGENCY: HELP},
                help_from={AGENCY: BRAND},
                plan="One minute, no logo, three moments",
            ),
            When.NUDGED,
        ),
        Answers(
            Said(
                6, stands={AGENCY: HELP}, help_from={AGENCY: BRAND}, plan="Subtitles: most people watch without sound"
            ),
            When.LATE,
        ),
        Answers(
            Said(
                6,
                notes={ENGAGEMENT: "One minute is still ten seconds too long. I know which ten."},
                stands={AGENCY: HELP},
                help_from={AGENCY: BRAND},
                plan="Fifty seconds. Cut the greeting, nobody misses it",
            ),
            When.LATE,
        ),
        Answers(
            Said(
                7,
                notes={ENGAGEMENT: "My kitchen-table cut beats the agency."},
                plan="Make it look less like a kitchen table",
            )
        ),
        None,
        Answers(Said(7, plan="The video ends on the button that they need next"), When.LATE),
        Answers(Said(8, plan="Record it in Portuguese, with my aunt's voice"), When.NUDGED),
        Answers(Said(8, plan="Draw three pictures for those who never press play"), When.LATE),
        Answers(
            Said(
                8,
                notes={ENGAGEMENT: "The pictures took an afternoon. The old video took a summer."},
                plan="Give the pictures alt texts",
            ),
            When.NUDGED,
        ),
        Answers(Said(9, plan="Leave the agency a kind note")),
    ),
)
