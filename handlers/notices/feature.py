"""Notices to those who can mend something."""

from handlers.kit.feature import Feature, Spoken
from handlers.kit.ids import Delivery
from handlers.notices.use_cases import load
from handlers.notices.views import view

NOTICES = Feature(prefix="notices", deliveries={Delivery.NOTICE: Spoken(load=load, view=view)})
