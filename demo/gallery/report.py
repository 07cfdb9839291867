"""The cycle's report: its page, and the thread below it."""

from collections.abc import Callable

from demo.gallery.cycles import empty, long_words, of_length, one_objective, running, told, usual, very_full
from demo.gallery.exhibit import Exhibit
from handlers.report.values import Told
from handlers.report.views import report
from handlers.report.views_details import details
from okra.cycle_report import CycleReport

_AS_OF = "Fri 2 Oct"


def _page(what: str, about: str, made: Callable[[], CycleReport]) -> Exhibit:
    return Exhibit(f"report / {what}", about, report, lambda: report(Told(made(), _AS_OF)))


def _thread(what: str, about: str, made: Callable[[], CycleReport]) -> Exhibit:
    return Exhibit(f"report / thread, {what}", about, details, lambda: details(Told(made(), _AS_OF, "1790000000.0001")))


EXHIBITS = (
    _page("usual", "The team reads it when the retro at the cycle's end is over.", lambda: told(usual())),
    _page("running", "A member asks for it in the sixth week.", running),
    _page("one objective", "A team of three reads it after its first cycle.", lambda: told(one_objective())),
    _page("nothing", "A member asks for it where nothing was written down.", lambda: told(empty())),
    _page("very full", "A team with eight objectives reads it in its ninth cycle.", lambda: told(very_full())),
    _page("two weeks", "A team with a cycle of two weeks reads it.", lambda: told(of_length(2))),
    _page("half a year", "A team with a cycle of 26 weeks reads it.", lambda: told(of_length(26))),
    _page("long words", "A team that writes in whole paragraphs reads it.", lambda: told(long_words())),
    _thread("usual", "The team finds it in the report's thread.", lambda: told(usual())),
    _thread("nothing", "A member finds it in the thread where nothing was written down.", lambda: told(empty())),
    _thread("very full", "A team with eight objectives finds it in the thread.", lambda: told(very_full())),
    _thread("long words", "A team that writes in whole paragraphs finds it.", lambda: told(long_words())),
)
