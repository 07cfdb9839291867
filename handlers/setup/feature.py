"""`/okra setup`: what is answered by what."""

from handlers.kit.feature import Feature, Spoken
from handlers.kit.ids import Delivery, Press
from handlers.setup import ids, listeners, use_cases

SETUP = Feature(
    prefix="setup",
    commands={"setup": listeners.command},
    clicks={Press.SETUP: listeners.pressed},
    submits={ids.FORM: listeners.submit},
    suggests={ids.ZONE: listeners.zones, ids.COUNTRY: listeners.matching_countries},
    deliveries={
        Delivery.TEAM_WELCOME: Spoken(load=use_cases.welcome, view=listeners.welcome),
        Delivery.TEAM_SAVED: Spoken(load=use_cases.saved, view=listeners.saved),
    },
)
