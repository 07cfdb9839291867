"""Retros that the cycle's calendar offers, and "not now" to any offer."""

from handlers.kit.feature import Feature, Spoken
from handlers.kit.ids import Appointment, Delivery, Press
from handlers.offers import listeners, use_cases, views

OFFERS = Feature(
    prefix="offers",
    clicks={Press.NOT_NOW: listeners.not_now},
    appointments={Appointment.CYCLE_OFFER: use_cases.due},
    deliveries={Delivery.OFFER: Spoken(load=use_cases.load, view=views.offer)},
)
