"""`/okra okrs`: what is answered by what."""

from handlers.kit.feature import Feature
from handlers.kit.ids import Press
from handlers.okrs import ids, listeners, listeners_list, listeners_paste

OKRS = Feature(
    prefix="okrs",
    commands={
        "okrs": listeners_list.command,
        "okrs add": listeners.add_command,
        "okrs paste": listeners_paste.paste_command,
    },
    clicks={
        Press.OKRS: listeners_list.opened,
        Press.PROMOTE: listeners_paste.promoted,
        Press.GO_ON: listeners_paste.goes_on,
        ids.PAGE: listeners_list.turned,
        ids.ADD: listeners.adding,
        ids.PASTE: listeners_paste.pasting,
        ids.ON_OBJECTIVE: listeners.on_objective,
        ids.ON_KEY_RESULT: listeners.on_key_result,
        ids.KIND: listeners.kind_chosen,
        ids.BACK_TO_TEXT: listeners_paste.back_to_text,
    },
    submits={
        ids.OBJECTIVE_FORM: listeners.objective_saved,
        ids.KEY_RESULT_FORM: listeners.key_result_saved,
        ids.REMOVE_FORM: listeners.removed,
        ids.PASTE_FORM: listeners_paste.read,
        ids.CONFIRM_FORM: listeners_paste.confirmed,
    },
)
