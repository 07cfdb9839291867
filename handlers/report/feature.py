"""The cycle's report: what is answered by what."""

from handlers.kit.feature import Feature, Parcel, Spoken
from handlers.kit.ids import Delivery, Press
from handlers.report import listeners, use_cases_told, views, views_details

REPORT = Feature(
    prefix="report",
    commands={"retro report": listeners.command},
    takes_words=frozenset({"retro report"}),
    clicks={Press.CYCLE_REPORT: listeners.pressed},
    deliveries={
        Delivery.CYCLE_REPORT: Spoken(load=use_cases_told.told, view=views.report),
        Delivery.CYCLE_REPORT_NOW: Spoken(load=use_cases_told.told, view=views.report),
        Delivery.CYCLE_REPORT_DETAILS: Spoken(load=use_cases_told.below, view=views_details.details),
        Delivery.CYCLE_REPORT_FILE: Parcel(load=listeners.file),
    },
)
