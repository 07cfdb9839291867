"""Chiara writes the help texts, and is away more often than the others: she has a small child and a train to catch."""

from demo.cast import CHIARA as CHARACTER
from demo.cast import TICKETS, Said
from demo.lives.life import HELP, OPEN, SOLVED, Answers, Away, Life, When

GERMAN = "German help texts"

CHIARA = Life(
    CHARACTER,
    "who writes the help texts and is often away",
    (
        Answers(Said(7, plan="Read all 40 help texts aloud. Mark where I run out of breath")),
        Answers(Said(7, plan="Rewrite the three worst help texts")),
        Away("tue"),
        Answers(
            Said(
                6,
                notes={TICKETS: "Fatima's ten sentences are gold. Six of them were my own words, sadly."},
                plan="Ten new help texts by Thursday",
            ),
        ),
        Away("mon"),
        Answers(
            Said(
                7,
                notes={TICKETS: "The new texts are half as long. Nobody has asked for the other half."},
                plan="Plain words for the consent page, in case legal says yes",
            )
        ),
        Answers(Said(8, plan="Consent page in two languages")),
        Answers(
            Said(
                7,
                issues="The German help texts are two releases behind",
                plan="Count what is missing in German",
            ),
            When.MONDAY,
        ),
        Away("tue"),
        Answers(
            Said(
                7,
                stands={GERMAN: HELP},
                help_from={GERMAN: "Translation"},
                plan="Translate the top twenty myself, at night",
            ),
        ),
        Answers(Said(8, stands={GERMAN: OPEN}, plan="Twelve of twenty done. Send coffee")),
        Answers(
            Said(
                8,
                notes={TICKETS: "German tickets are down since the texts went out. Danke, night train."},
                stands={GERMAN: SOLVED},
                plan="Write the guide for whoever writes these next",
            )
        ),
        Answers(Said(9, plan="Sleep")),
    ),
)
