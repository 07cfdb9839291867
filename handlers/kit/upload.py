"""Pictures: uploaded once per content, shown in a message by id (slack.dev: working with files)."""

import hashlib

from slack_sdk import WebClient

from handlers.kit.elements import Picture


def digest_of(picture: Picture) -> str:
    """What tells two pictures apart."""
    return hashlib.sha256(picture.png).hexdigest()


def share_file(
    slack: WebClient, content: bytes, filename: str, title: str, channel_id: str, thread_ts: str | None = None
) -> None:
    """Put a file into a conversation, or a thread of it."""
    slack.files_upload_v2(content=content, filename=filename, title=title, channel=channel_id, thread_ts=thread_ts)


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
