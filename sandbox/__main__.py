"""`python -m sandbox`: a small workspace to develop against, with a page to look at it, until Ctrl-C."""

import threading
from contextlib import suppress

from sandbox.local_slack import LocalSlack
from sandbox.page.app import serve_page

SCOPES = (
    "bookmarks:write", "channels:history", "channels:join", "channels:manage", "channels:read", "chat:write",
    "chat:write.public", "commands", "dnd:read", "files:read", "files:write", "groups:history", "groups:read",
    "im:history", "im:read", "im:write", "mpim:write", "pins:write", "team:read", "usergroups:read", "users:read",
    "users:read.email",
)  # fmt: skip
EVENTS = ("app_home_opened", "app_mention", "member_joined_channel", "member_left_channel", "message.im", "user_change")


def main() -> None:
    """Start, say where it is and which tokens open it, and stay."""
    with LocalSlack() as slack:
        app = slack.install_app("helper", scopes=SCOPES, events=EVENTS)
        people = [
            slack.add_person("Ada"),
            slack.add_person("Ben", "America/New_York"),
            slack.add_person("Chiara", None),
        ]
        channel = slack.add_channel("general", people, apps=[app])
        print(f"page             {serve_page(slack)}")
        print(f"Web API          {slack.url}")
        print(f"bot token        {app.bot_token}")
        print(f"app-level token  {app.app_token}")
        print(f"signing secret   {app.signing_secret}")
        print(f"channel          #general {channel.id}")
        for person in people:
            print(f"person           {person.name} {person.id}")
        print("Ctrl-C ends it.", flush=True)
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
