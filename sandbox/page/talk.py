"""One conversation: its head, its messages by day, a thread beside it, the place to write."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import htpy as h

from sandbox.page.bar import to
from sandbox.page.draw.blocks import draw_blocks
from sandbox.page.draw.message import draw_body
from sandbox.page.look import Post, Talk, at_message, sight_of, zone_of
from sandbox.page.parts import SIGNS, day_name, face, icon, time_of
from sandbox.page.place import Place
from sandbox.state import STATEFUL, elements_of
from sandbox.world import Message, User, View, World, epoch

SHOWN = 120
"""So many messages are drawn; older ones are counted."""


def head(place: Place, talk: Talk, members: int) -> h.Renderable:
    """The conversation's name and, for an app, its tabs."""
    if talk.app is None:
        return h.header(".talk-head")[
            h.h2[icon(SIGNS[talk.conversation.kind]), talk.title],
            h.p(".soft")[f"{members} people" if members != 1 else "1 person"],
        ]
    tabs = [("messages", "Messages"), *([("home", "Home")] if talk.app.home_tab else [])]
    return h.header(".talk-head")[
        h.h2[face(talk.title, app=True), talk.title],
        h.nav(".tab-row", aria_label=f"Tabs of {talk.title}")[
            (
                h.a(to(place, tab=tab, thread=""), aria_current="page" if place.tab == tab else None)[title]
                for tab, title in tabs
            )
        ],
    ]


def home(world: World, me: User, view: View | None, app_id: str) -> h.Renderable:
    """An app's Home tab."""
    if view is None:
        return h.div(".nothing")[h.p["This app has put nothing on its Home tab."]]
    sight = sight_of(world, me, f"home:{app_id}", view)
    return h.form(".home", id=f"form-home-{app_id}", phx_change="typed", phx_submit="nothing")[
        h.input(type="hidden", name="at", value=sight.at), draw_blocks(view.payload["blocks"], sight)
    ]


def messages(world: World, me: User, place: Place, found: Sequence[Post], new_from: str, now: datetime) -> h.Renderable:
    """All messages, the newest last, with a line at each new day and one where the unread begin."""
    left_out = max(0, len(found) - SHOWN)
    return h.div(".messages", id="messages", phx_hook="Bottom", data_talk=place.talk, tabindex="0", role="log",
                 aria_label="Messages")[
        left_out > 0 and h.p(".soft.older")[f"{left_out} older messages are not drawn here."],
        not found and h.div(".nothing")[h.p["Nothing here yet."]],
        list(_by_day(world, me, place, found[left_out:], new_from, now)),
    ]  # fmt: skip


def _by_day(
    world: World, me: User, place: Place, found: Sequence[Post], new_from: str, now: datetime
) -> Iterator[h.Renderable]:
    zone, day, before = zone_of(me), "", None
    for post in found:
        at = epoch(post.message.ts).astimezone(zone)
        today = day_name(at, now.astimezone(zone))
        if today != day:
            yield h.div(".line", role="separator", id=f"day-{post.message.ts}")[h.span[today]]
        if new_from and post.message.ts == new_from:
            yield h.div(".line.line-new", role="separator", id="new")[h.span["New"]]
        together = today == day and _goes_on(before, post, new_from)
        yield _post(world, me, place, post, together=together)
        day, before = today, post


def _goes_on(before: Post | None, post: Post, new_from: str) -> bool:
    """Whether a message follows another of the same writer within five minutes."""
    if before is None or before.author != post.author or post.message.ts == new_from:
        return False
    same_eyes = before.message.only_for == post.message.only_for
    return same_eyes and not before.replies and float(post.message.ts) - float(before.message.ts) < 300


def _post(world: World, me: User, place: Place, post: Post, *, together: bool, in_thread: bool = False) -> h.Renderable:
    said = post.message
    where = f"{'t' if in_thread else 'm'}-{said.ts.replace('.', '-')}"
    return h.article(
        {"class": {"post": True, "together": together, "whisper": said.only_for is not None}},
        id=where,
        aria_label=f"{post.author}, {epoch(said.ts).astimezone(zone_of(me)):%H:%M}",
    )[
        said.only_for is not None and h.p(".only-you")[icon("eye"), "Only visible to you"],
        h.div(".gutter")[face(post.author, app=post.by_app)],
        h.div(".post-main")[
            h.p(".by")[
                h.span(".name")[post.author], post.by_app and h.span(".app-mark")["App"], time_of(said.ts, zone_of(me))
            ],
            _body(world, me, said, where),
            said.edited and h.p(".soft.edited")["(edited)"],
            bool(post.replies) and not in_thread and _replies(place, post),
        ],
    ]


def _body(world: World, me: User, said: Message, where: str) -> h.Renderable:
    sight = sight_of(world, me, at_message(said), said)
    drawn = draw_body(as_drawn(world, said), sight)
    asks = any(element.get("type") in STATEFUL for block in said.blocks for element in elements_of(block))
    if not asks:
        return h.div(".body")[drawn]
    return h.form(".body", id=f"form-{where}", phx_change="typed", phx_submit="nothing")[
        h.input(type="hidden", name="at", value=sight.at), drawn
    ]


def as_drawn(world: World, said: Message) -> dict[str, Any]:
    """A message as it is drawn: its files by what is known of them."""
    return {
        "text": said.text,
        "blocks": said.blocks,
        "attachments": said.attachments,
        "files": [_file(world.files.get(one, {"id": one})) for one in said.files],
    }


def _file(file: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": file["id"], "name": file.get("name"), "title": file.get("title"), "alt_txt": file.get("alt")}


def _replies(place: Place, post: Post) -> h.Renderable:
    count = len(post.replies)
    return h.a(".replies", to(place, thread=post.message.ts), id=f"replies-{post.message.ts.replace('.', '-')}")[
        f"{count} {'reply' if count == 1 else 'replies'}"
    ]


def thread(world: World, me: User, place: Place, found: Sequence[Post]) -> h.Renderable:
    """A message and the replies under it."""
    return h.aside(".thread", aria_label="Thread")[
        h.header(".talk-head")[
            h.h2["Thread"],
            h.a(".quiet", to(place, thread=""), aria_label="Close the thread", id="close-thread")[icon("close")],
        ],
        h.div(".messages", id="thread", phx_hook="Bottom", data_talk=place.thread, tabindex="0", role="log",
              aria_label="Replies")[
            [_post(world, me, place, post, together=False, in_thread=True) for post in found]
        ],
        composer("reply", "Reply", "Reply in this thread", ()),
    ]  # fmt: skip


def composer(name: str, title: str, hint: str, commands: Sequence[tuple[str, str]]) -> h.Renderable:
    """Where one writes; a slash offers the commands."""
    return h.form(".composer", id=f"write-{name}", phx_submit="say", phx_hook="Composer")[
        bool(commands)
        and h.ul(".offers", id=f"offers-{name}", role="listbox", aria_label="Commands", hidden=True)[
            (
                h.li(role="option", id=f"offer-{number}", data_insert=f"{command} ")[
                    h.b[command], " ", h.span(".soft")[about]
                ]
                for number, (command, about) in enumerate(commands)
            )
        ],
        h.input(type="hidden", name="where", value=name),
        h.textarea(
            id=f"text-{name}",
            name="text",
            rows="1",
            aria_label=title,
            placeholder=hint,
            autocomplete="off",
            role="combobox" if commands else None,
            aria_expanded="false" if commands else None,
            aria_autocomplete="list" if commands else None,
            aria_controls=f"offers-{name}" if commands else None,
        ),
        h.button(".send", type="submit", aria_label="Send")[icon("send")],
    ]
