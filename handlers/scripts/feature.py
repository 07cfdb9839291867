"""Scripts: what is answered by what."""

from datetime import datetime

from handlers.kit.feature import Errand, Feature, Spoken
from handlers.kit.ids import Delivery, Press
from handlers.scripts import ids, listeners, use_cases, views
from storage.store import Unit


def _unsent(_unit: Unit, key: str, _now: datetime) -> str:
    """The name of the script that could not be sent."""
    return key.split("/")[2]


SCRIPTS = Feature(
    prefix="scripts",
    commands={"scripts": listeners.command},
    takes_words=frozenset({"scripts"}),
    clicks={
        Press.SCRIPTS: listeners.pressed,
        ids.DOWNLOAD: listeners.download,
        ids.REMOVE: listeners.remove,
        ids.OPEN: listeners.open_upload,
    },
    submits={ids.WINDOW: listeners.uploaded},
    deliveries={
        Delivery.SCRIPT_FILE: Errand(run=listeners.send, method="files.completeUploadExternal"),
        Delivery.SCRIPT_SAVED: Spoken(load=use_cases.saved, view=views.saved),
        Delivery.SCRIPT_UNSENT: Spoken(load=_unsent, view=views.unsent),
    },
)
