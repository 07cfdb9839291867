"""What somebody must mend, in a sentence each: what is wrong, what to do, what happens then."""

from handlers.kit.elements import Message, actions, button, line, mention, plain
from handlers.kit.ids import Press
from handlers.notices.values import KeyResultsOffered, NoLead, NoOkrs, Notice, Stuck

MENDING = {
    "not_in_channel": "I'm not in the channel. Type /invite @okra there, and I'll post what is waiting.",
    "channel_not_found": "I can't see the channel. If it is there, type /invite @okra in it; I'll post what waits.",
    "is_archived": "The channel is archived. Unarchive it and I'll go on there, or run /okra setup in another one.",
    "missing_scope": "A permission is missing. Ask whoever runs me to reinstall me with the current manifest.",
    "user_disabled": "The account is deactivated. Choose somebody else in the team's settings.",
    "user_not_found": "Slack does not know that person any more. Choose somebody else in the team's settings.",
    "messages_tab_disabled": "Direct messages with me are switched off. An admin can switch them on in my settings.",
}
OTHERWISE = "Slack refuses it ({reason}). Tell whoever runs me; I'll try again when they have restarted me."


def view(notice: Notice) -> Message:
    """The notice as a message to the one who can mend it."""
    match notice:
        case Stuck():
            return _stuck(notice)
        case NoOkrs():
            return _no_okrs(notice)
        case KeyResultsOffered():
            return _offered(notice)
        case NoLead():
            return _no_lead(notice)


def _stuck(stuck: Stuck) -> Message:
    advice = MENDING.get(stuck.reason, OTHERWISE.format(reason=stuck.reason))
    where = f"for {stuck.team_name}" if stuck.team_name else "in this workspace"
    parts = [plain(f"Something I wanted to say {where} could not be delivered. {advice}")]
    if stuck.lane[:1] in ("U", "W"):
        parts += [plain(" It was for "), mention(stuck.lane), plain(".")]
    return Message(text=f"I can't deliver a message {where}. {advice}", blocks=[line(*parts)])


def _no_okrs(notice: NoOkrs) -> Message:
    lacks = f"no OKRs for {notice.cycle_name} yet" if notice.cycle_name else "no cycle for this week, so no OKRs either"
    text = f"{notice.team_name} has {lacks}: I asked nobody to check in this week."
    label, press = ("Add OKRs", Press.OKRS) if notice.cycle_name else ("Set the next cycle", Press.SETUP)
    return Message(
        text=text, blocks=[line(plain(text)), actions(button(label, press, str(notice.team_id), style="primary"))]
    )


def _offered(notice: KeyResultsOffered) -> Message:
    titles = "; ".join(f"“{title}”" for title in notice.titles)
    one = len(notice.titles) == 1
    these, them = ("this key result has", "it") if one else ("these key results have", "them")
    text = f"{notice.name} has left, and {these} no owner now: {titles}. Who takes {them} on?"
    return Message(
        text=f"{notice.name} has left: {len(notice.titles)} of the team's key results need an owner.",
        blocks=[line(plain(text)), actions(button("Choose owners", Press.OKRS, str(notice.team_id), style="primary"))],
    )


def _no_lead(notice: NoLead) -> Message:
    text = (
        f"Nobody leads {notice.team_name} any more, so its weekly digest has no reader. Choose a lead in its settings."
    )
    pick = button("Choose a lead", Press.SETUP, str(notice.team_id), style="primary")
    return Message(text=text, blocks=[line(plain(text)), actions(pick)])
