"""The words by which features speak to each other through the database.

Callback, action and block ids belong to one feature each and live in that feature's own `ids.py`; every one begins with
the feature's name and a dot, which is how `register` routes.
"""

from enum import StrEnum


class Appointment(StrEnum):
    """What can be due. Keys: "<team id>/<week>" for rounds."""

    CHECKIN_OPEN = "checkin.open"
    CHECKIN_REMIND = "checkin.remind"
    CHECKIN_CLOSE = "checkin.close"
    CHECKIN_SNOOZE = "checkin.snooze"
    """Key "<round id>/<user id>"."""
    DIGEST = "digest"
    SESSION_TIME_UP = "session.time_up"
    """Key "<session id>/<moves>/<extensions>/<deadline>"."""
    SESSION_RESUME = "session.resume"
    """The end of a pause. Key as for the time that is up."""
    SESSION_LEFT = "session.left"
    """Somebody left a team's channel. Key "<team id>/<user id>/<iso instant>"."""


class Delivery(StrEnum):
    """What we can owe people."""

    CHECKIN_PROMPT = "checkin.prompt"
    """Key "<round id>/<user id>", lane: the user."""
    CHECKIN_NUDGE = "checkin.nudge"
    """The second and last private nudge, by reminder or after a snooze. Key "<round id>/<user id>"."""
    CHECKIN_RECEIPT = "checkin.receipt"
    """The member's private copy with Edit. Key "<round id>/<user id>"."""
    CHECKIN_CARD = "checkin.card"
    """The live card, later the result. Key "<round id>", lane: the team's channel."""
    CHECKIN_THREAD = "checkin.thread"
    """The invitation to talk, under the result. Key "<round id>"."""
    DIGEST_LEAD = "digest.lead"
    """Key "<user id>/<week>", lane: the lead."""
    DIGEST_DETAILS = "digest.details"
    """The digest's details, in its thread. Key "<user id>/<week>"."""
    DIGEST_CHANNEL = "digest.channel"
    """Themes, not people. Key "<round id>", lane: the team's digest channel."""
    DIGEST_NOW = "digest.now"
    """Asked for with the command. Key "<user id>/<iso instant>"."""
    TEAM_WELCOME = "setup.welcome"
    """Key "<team id>", lane: the team's channel."""
    TEAM_SAVED = "setup.saved"
    """Key "<team id>/<user id>", lane: who set the team up."""
    NOTICE = "notices.mend"
    """Something that somebody must mend. Key "<what>/<where>", lane: who can mend it."""
    AWAY_SAVED = "members.away_saved"
    """Key "<who said it>/<who is away>/<first>/<last>", lane: who said it."""
    SESSION_CARD = "session.card"
    """The step that a session is at. Key "<session id>", lane: the team's channel."""
    SESSION_COCKPIT = "session.cockpit"
    """The facilitator's own view of it. Key "<session id>/<user id>", lane: the facilitator."""
    SESSION_REVEAL = "session.reveal"
    """All notes of a silent round, in the card's thread. Key "<session id>/<step>/<part>", lane: the channel."""
    SESSION_NEWS = "session_news"
    SESSION_PLAN = "session_plan"
    SESSION_PAIR = "session.pair"
    """A pair's own place. Key "<session id>/<step>/<user ids, with commas>", lane: those people."""
    SESSION_NUMBERS = "session.numbers"
    """Where what a retro is about stands, in the card's thread. Key "<session id>", lane: the channel."""
    SESSION_EXPORT = "session.export"
    """An errand: all that a session brought forth, as a zip in its thread. Key "<session id>/<iso instant>"."""
    SYNC_TEAM = "members.sync"
    """An errand: read who is in a team's channel. Key "<team id>", lane: the channel."""


class Press(StrEnum):
    """Buttons that any feature may show and one feature answers. The button's value is the team's id, or ""."""

    SETUP = "setup.open"
    CHECK_IN = "checkin.start"
    OKRS = "okrs.open"
    PROMOTE = "okrs.promote"
    """Make a session's drafts the team's OKRs; value: the session's id."""
    DIGEST = "digest.ask"
    AWAY = "members.away"
    BACK = "members.back"
    TIMING = "members.when"
    RUN = "sessions.run"
    """Choose a session to run."""
    LOOK_BACK = "sessions.look_back"
    """Choose what a retro is about, and how."""
    RETRO = "sessions.retro"
    """Begin a retro on the way; value: "<team id>/<objective id>", nothing behind the slash for all objectives."""
    RETRO_END = "sessions.retro_end"
    """Begin the retro at the cycle's end; value: "<team id>/"."""
