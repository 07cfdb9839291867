"""The check-in in its channel: the card while it is open, its result, and the invitation to talk."""

from collections.abc import Callable, Iterator

from demo.gallery.exhibit import Exhibit
from demo.gallery.team import CLOSED, CLOSES, NAMES, TEAM, TEAM_ID, WEEK
from demo.gallery.weeks import at_risk, calm, first_ever, limits, long_words, silent, very_full
from handlers.checkin import views_card, views_result
from okra.report import TeamWeek, Turnout
from okra.result import result

_TURNOUTS = (
    ("nobody yet", "when nobody has answered yet", Turnout(0, 8)),
    ("some", "when some have answered", Turnout(3, 6, away=("Chiara",), sitting_out=("Goran",))),
    ("all", "when everybody has answered", Turnout(8, 8)),
    ("a large team", "in a large team in August", Turnout(11, 19, away=(*NAMES.values(), "Ines", "João", "Kateryna"))),
)
_WEEKS: tuple[tuple[str, str, Callable[[], TeamWeek]], ...] = (
    ("calm", "after a week in which everything is on its way", calm),
    ("at risk", "after a week in which confidence fell and help is asked for", at_risk),
    ("few answers", "after a team's first check-in, with three answers", first_ever),
    ("nobody answered", "after a check-in without an answer", silent),
    ("two objectives", "in a team with a limit to keep and something to finish", limits),
    ("long words", "in a team that writes in whole paragraphs", long_words),
    ("very full", "in a team with more to say than one message holds", very_full),
)


def _card(what: str, when: str, turnout: Turnout) -> Exhibit:
    about = f"The channel reads it while the check-in is open, {when}."
    return Exhibit(
        f"checkin / card, {what}",
        about,
        views_card.card,
        lambda: views_card.card(TEAM_ID, TEAM, WEEK, turnout, CLOSES),
    )


def _result(what: str, when: str, week: Callable[[], TeamWeek]) -> Iterator[Exhibit]:
    yield Exhibit(
        f"checkin / result, {what}",
        f"The channel's card becomes this at the close, {when}.",
        views_result.card,
        lambda: views_result.card(result(week(), CLOSED), NAMES),
    )
    yield Exhibit(
        f"checkin / result's thread, {what}",
        f"The channel finds it in the thread below the result, {when}.",
        views_result.invitation,
        lambda: views_result.invitation(result(week(), CLOSED), NAMES, "1788768000.000100"),
    )


EXHIBITS = (
    *(_card(*sample) for sample in _TURNOUTS),
    *(exhibit for sample in _WEEKS for exhibit in _result(*sample)),
)
