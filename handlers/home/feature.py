"""The Home tab, everybody's own page: what is answered by what."""

from handlers.home import ids, listeners
from handlers.kit.feature import Errand, Feature
from handlers.kit.ids import Delivery

HOME = Feature(
    prefix="home",
    clicks={
        ids.DONE: listeners.done,
        ids.DROP: listeners.dropped,
        ids.STILL: listeners.still,
        ids.TAKE: listeners.take,
    },
    events={"app_home_opened": listeners.opened},
    deliveries={Delivery.HOME: Errand(run=listeners.publish, method="views.publish", optional=True)},
)
