"""The weekly check-in: what is answered by what."""

from handlers.checkin import ids, listeners, use_cases_time, use_cases_told, views_private
from handlers.kit.feature import Feature, Spoken
from handlers.kit.ids import Appointment, Delivery

CHECKIN = Feature(
    prefix="checkin",
    commands={"checkin": listeners.command},
    clicks={
        ids.START: listeners.start,
        ids.ANSWER: listeners.answer,
        ids.SNOOZE: listeners.snooze,
        ids.SIT_OUT: listeners.sit_out,
        ids.PAGE_BACK: listeners.page_back,
        **dict.fromkeys(ids.TYPED, listeners.keep_draft),
    },
    submits={ids.FORM: listeners.submit},
    perishable={Appointment.CHECKIN_OPEN: use_cases_time.open_round},
    appointments={
        Appointment.CHECKIN_REMIND: use_cases_time.remind,
        Appointment.CHECKIN_SNOOZE: use_cases_time.snooze_over,
        Appointment.CHECKIN_CLOSE: use_cases_time.close,
    },
    deliveries={
        Delivery.CHECKIN_PROMPT: Spoken(
            load=listeners.load_prompt, view=views_private.prompt, before=listeners.look_at_the_clock
        ),
        Delivery.CHECKIN_NUDGE: Spoken(load=use_cases_told.nudge, view=views_private.nudge),
        Delivery.CHECKIN_RECEIPT: Spoken(load=use_cases_told.receipt, view=views_private.receipt),
        Delivery.CHECKIN_CARD: Spoken(load=use_cases_told.card, view=listeners.card),
        Delivery.CHECKIN_THREAD: Spoken(load=listeners.load_thread, view=listeners.thread),
    },
)
