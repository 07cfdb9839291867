"""The top of the page and the list on its left: who one is, what time it is, where one can go."""

from collections.abc import Sequence
from datetime import datetime

import htpy as h

from sandbox.page.look import Talk, zone_of
from sandbox.page.parts import SIGNS, face, icon, moment_words, place_name
from sandbox.page.place import Place
from sandbox.world import User


def top(workspace: str, me: User, everybody: Sequence[User], now: datetime) -> h.Renderable:
    """Workspace, the person one is, the time on that person's clock."""
    zone = zone_of(me)
    return h.header(".top")[
        h.h1(".workspace")[workspace],
        h.form(".be", phx_change="become", id="be")[
            h.label(for_="be-whom")["You are"],
            face(me.name),
            h.select(id="be-whom", name="whom")[
                (h.option(value=one.id, selected=one.id == me.id)[_person(one, me)] for one in everybody)
            ],
        ],
        h.p(".now", role="timer", aria_label="The time here")[
            h.span(".now-time")[moment_words(now.astimezone(zone))],
            h.span(".now-place")[place_name(zone)],
        ],
        h.button(
            ".quiet", type="button", id="theme", phx_hook="Theme", phx_update="ignore", aria_label="Light or dark"
        )[icon("half"), h.span(".label")["Light or dark"]],
    ]


def _person(one: User, me: User) -> str:
    return one.name if zone_of(one) == zone_of(me) else f"{one.name} · {place_name(zone_of(one))}"


def to(place: Place, **changes: str) -> dict[str, str]:
    """What makes a link move within the page."""
    return {"href": place.address(**changes), "data-phx-link": "patch", "data-phx-link-state": "push"}


def side(place: Place, found: Sequence[Talk], *, has_gallery: bool) -> h.Renderable:
    """The conversations, each with its unread mark."""
    channels = [talk for talk in found if talk.conversation.kind in ("public", "private")]
    apps = [talk for talk in found if talk.app]
    groups = [talk for talk in found if talk not in channels and talk not in apps]
    return h.nav(".side", aria_label="Conversations")[
        _group("Channels", place, channels),
        bool(groups) and _group("Direct messages", place, groups),
        _group("Apps", place, apps),
        has_gallery
        and h.section(aria_label="For designers")[
            h.h2["For designers"], h.ul[h.li[h.a(".talk", href="/gallery")[icon("eye"), "All messages"]]]
        ],
    ]


def _group(title: str, place: Place, found: Sequence[Talk]) -> h.Renderable:
    return h.section(aria_label=title)[h.h2[title], h.ul[(h.li[_link(place, talk)] for talk in found)]]


def _link(place: Place, talk: Talk) -> h.Renderable:
    here = talk.conversation.id == place.talk
    kind = talk.conversation.kind
    return h.a(
        {"class": {"talk": True, "unread": talk.unread > 0}},
        to(place, talk=talk.conversation.id, tab="messages", thread="", panel="talk"),
        aria_current="page" if here else None,
    )[
        face(talk.title, app=True) if talk.app else icon(SIGNS[kind]),
        h.span(".talk-title")[talk.title],
        talk.unread > 0 and h.span(".badge")[str(talk.unread), h.span(".unseen")[" unread"]],
    ]


def tabs(place: Place, unread: int, *, has_guide: bool) -> h.Renderable:
    """At the bottom of a narrow screen: one panel at a time."""
    panels = [("list", "channel", "Conversations"), ("talk", "message", "Messages"), ("guide", "guide", "Guide")]
    return h.nav(".tabs", aria_label="Panels")[
        (
            h.a(to(place, panel=panel), aria_current="page" if place.panel == panel else None)[
                icon(sign),
                title,
                panel == "list" and unread > 0 and h.span(".badge")[str(unread), h.span(".unseen")[" unread"]],
            ]
            for panel, sign, title in panels
            if panel != "guide" or has_guide
        )
    ]
