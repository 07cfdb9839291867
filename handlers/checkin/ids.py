"""The check-in's ids. What belongs to an objective, key result, issue or action carries its number behind a colon."""

from handlers.kit.ids import Press

START = Press.CHECK_IN
"""Check in now, in the current week; value: the team's id, or "" where the person may have several."""
ANSWER = "checkin.answer"
"""Answer or edit one certain week; value: team and week."""
SNOOZE = "checkin.snooze"
SIT_OUT = "checkin.sit_out"
FORM = "checkin.form"
PAGE_BACK = "checkin.page_back"

CONFIDENCE = "checkin.confidence"
VALUE = "checkin.value"
FLAGS = "checkin.flags"
NOTE = "checkin.note"
ISSUE = "checkin.issue"
HELP = "checkin.help"
RAISED = "checkin.raised"
ACTION = "checkin.action"
PLAN = "checkin.plan"

TYPED = (CONFIDENCE, VALUE, FLAGS, NOTE, ISSUE, HELP, RAISED, ACTION, PLAN)
"""Every field of the form: what is typed there is kept as a draft."""

NO_CHANGE = "no_change"
WRONG_MEASURE = "wrong_measure"


def of(kind: str, number: int) -> str:
    """The block and action id of one objective's, key result's, issue's or action's field."""
    return f"{kind}:{number}"


def number_in(block_id: str, kind: str) -> int | None:
    """The number of a field of this kind; None for any other field."""
    name, _, number = block_id.partition(":")
    return int(number) if name == kind and number.isdecimal() else None
