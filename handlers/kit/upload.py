"""Pictures: uploaded once per content, shown in a message by id (slack.dev: working with files)."""

import hashlib
from dataclasses import dataclass

from slack_sdk import WebClient

from handlers.kit.elements import Picture


def digest_of(picture: Picture) -> str:
    """What tells two pictures apart."""
    return hashlib.sha256(picture.png).hexdigest()


@dataclass(frozen=True, slots=True)
class File:
    """A file for a conversation, or for a thread of it: `under` is the ts of the message that it stands under."""

    content: bytes
    name: str
    title: str
    channel_id: str
    under: str | None = None


def share_file(slack: WebClient, file: File) -> None:
    """Put a file into its place. Raises slack_sdk's errors."""
    slack.files_upload_v2(
        content=file.content, filename=file.name, title=file.title, channel=file.channel_id, thread_ts=file.under
    )


def upload(slack: WebClient, picture: Picture) -> str:
    """Bring a picture to Slack, shared nowhere yet; returns its file id. Raises slack_sdk's errors."""
    answer = slack.files_upload_v2(
        content=picture.png, filename=picture.filename, title=picture.filename, alt_txt=picture.alt[:1_000]
    )
    return str(answer["files"][0]["id"])


def share(slack: WebClient, picture: Picture, channel_id: str, thread_ts: str) -> None:
    """Put a picture into a thread as a file: the way that works where Slack refuses it inside a message."""
    slack.files_upload_v2(
        content=picture.png,
        filename=picture.filename,
        title=picture.filename,
        alt_txt=picture.alt[:1_000],
        channel=channel_id,
        thread_ts=thread_ts,
    )
