"""The lead's digest: what is answered by what."""

from handlers.digest import listeners, use_cases, use_cases_told, views, views_channel, views_details
from handlers.kit.feature import Feature, Spoken
from handlers.kit.ids import Appointment, Delivery, Press

DIGEST = Feature(
    prefix="digest",
    commands={"digest": listeners.command},
    clicks={Press.DIGEST: listeners.pressed},
    appointments={Appointment.DIGEST: use_cases.due},
    deliveries={
        Delivery.DIGEST_LEAD: Spoken(load=use_cases_told.weekly, view=views.weekly),
        Delivery.DIGEST_DETAILS: Spoken(load=use_cases_told.details, view=views_details.details),
        Delivery.DIGEST_CHANNEL: Spoken(load=use_cases_told.channel, view=views_channel.channel),
        Delivery.DIGEST_NOW: Spoken(load=use_cases_told.as_of_now, view=views.as_of_now),
    },
)
