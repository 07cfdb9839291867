"""What a handler answers to a submitted view. The door turns it into Slack's acknowledgement, after the commit."""

from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.models.views import View


@dataclass(frozen=True, slots=True)
class Close:
    """Close this view and reveal the one beneath, if there is one."""


@dataclass(frozen=True, slots=True)
class CloseAll:
    """Close the whole stack."""


@dataclass(frozen=True, slots=True)
class Show:
    """Replace this view."""

    view: View


@dataclass(frozen=True, slots=True)
class Push:
    """Put a view on top of this one."""

    view: View


@dataclass(frozen=True, slots=True)
class Errors:
    """Sentences beside fields: block id of an input → sentence. The view stays, with all that is typed."""

    sentences: Mapping[str, str]


Reply = Close | CloseAll | Show | Push | Errors
