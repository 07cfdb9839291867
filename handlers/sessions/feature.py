"""Sessions: what is answered by what."""

from handlers.kit.elements import Message
from handlers.kit.feature import Errand, Feature, Parcel, Spoken
from handlers.kit.ids import Appointment, Delivery, Press
from handlers.sessions import (
    ids,
    listeners,
    listeners_begin,
    listeners_canvas,
    listeners_export,
    listeners_reread,
    listeners_threads,
    use_cases_clock,
    use_cases_export,
    use_cases_reread,
    use_cases_threads,
    use_cases_told,
    views,
    views_cockpit,
    views_numbers,
    views_pair,
    views_plan,
)
from handlers.sessions.values import Cockpit


def _say_cockpit(loaded: tuple[Cockpit, str]) -> Message:
    cockpit, user_id = loaded
    session = cockpit.shown.session
    if user_id != session.facilitator:
        name = cockpit.shown.names.get(session.facilitator, "Somebody else")
        return views_cockpit.handed_over(session.script.title, name)
    return views_cockpit.cockpit(cockpit)


SESSIONS = Feature(
    prefix="sessions",
    commands={
        "session": listeners.command,
        "retro": listeners_begin.retro_command,
        "retro end": listeners_begin.retro_end_command,
        "export": listeners_export.command,
    },
    takes_words=frozenset({"session", "export"}),
    clicks={
        Press.RUN: listeners_begin.run,
        Press.LOOK_BACK: listeners_begin.look_back,
        Press.RETRO: listeners_begin.retro,
        Press.RETRO_END: listeners_begin.retro_end,
        ids.BEGIN_OTHER: listeners_begin.other,
        ids.OPEN: listeners.open_window,
        ids.DO: listeners.do,
        ids.DRIVE: listeners.drive,
        ids.HAND_OVER: listeners.hand_over_pressed,
        ids.EXPORT: listeners_export.pressed,
        ids.END: listeners.end_pressed,
        **dict.fromkeys(ids.TYPED, listeners.keep_typed),
    },
    submits={
        ids.BEGIN: listeners_begin.chosen,
        ids.WINDOW: listeners.submitted,
        ids.HAND_OVER: listeners.handed_over,
        ids.END: listeners.ended,
    },
    appointments={
        Appointment.SESSION_TIME_UP: use_cases_clock.time_up,
        Appointment.SESSION_COUNTDOWN: use_cases_clock.countdown,
        Appointment.SESSION_RESUME: use_cases_clock.resume,
        Appointment.SESSION_LEFT: use_cases_clock.left,
        Appointment.SESSION_SILENCE: use_cases_clock.silence,
    },
    after_silence=use_cases_reread.after_silence,
    events={
        "message.channels": listeners_threads.message,
        "message.groups": listeners_threads.message,
        "member_joined_channel": listeners_reread.joined,
    },
    deliveries={
        Delivery.SESSION_CARD: Spoken(load=use_cases_told.card, view=views.card),
        Delivery.SESSION_COCKPIT: Spoken(load=use_cases_told.cockpit, view=_say_cockpit),
        Delivery.SESSION_NEWS: Spoken(load=use_cases_told.news, view=views.news),
        Delivery.SESSION_LAST_CALL: Spoken(load=use_cases_told.last_call, view=views_cockpit.last_call),
        Delivery.SESSION_NUMBERS: Spoken(load=use_cases_told.numbers, view=views_numbers.numbers),
        Delivery.SESSION_PLAN: Spoken(load=use_cases_told.plan, view=views_plan.plan),
        Delivery.SESSION_PAIR: Spoken(load=use_cases_told.pair, view=views_pair.place, optional=True),
        Delivery.SESSION_EXPORT: Parcel(load=listeners_export.export),
        Delivery.SESSION_CANVAS: Spoken(
            before=listeners_canvas.write, load=use_cases_export.canvas, view=views.canvas, optional=True
        ),
        Delivery.SESSION_THREAD: Spoken(load=use_cases_threads.head, view=views.thread),
        Delivery.SESSION_REREAD: Errand(run=listeners_reread.read_again, method="conversations.replies", optional=True),
        Delivery.SESSION_TOO_LONG: Errand(run=listeners_threads.too_long, method="chat.postEphemeral"),
        Delivery.SESSION_REVEAL: Spoken(load=use_cases_told.reveal, view=views.reveal),
    },
)
