"""Rich text: the block, its sections, lists, quotes and code, and what stands in them.

Source: docs.slack.dev/reference/block-kit/blocks/rich-text-block.
"""

from collections.abc import Mapping

from sandbox.blockkit.objects import channel_id, link, user_id
from sandbox.blockkit.schema import Check, OneOf, Record, array, boolean, choice, integer, kind, string

_STYLE = Record({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
_MENTION_STYLE = Record(
    {}, dict.fromkeys(("bold", "italic", "strike", "highlight", "client_highlight", "unlink"), boolean)
)


def _styled(
    required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, style: Check = _STYLE
) -> Record:
    return kind(required, {"style": style, **(optional or {})})


_TEXT = _styled({"text": string("non_empty", shown=True)})
_LINK = _styled({"url": link()}, {"text": string("non_empty", shown=True), "unsafe": boolean})

PARTS: dict[str, Check] = {
    "text": _TEXT,
    "link": _LINK,
    "user": _styled({"user_id": user_id}, style=_MENTION_STYLE),
    "usergroup": _styled({"usergroup_id": string("non_empty")}, style=_MENTION_STYLE),
    "channel": _styled({"channel_id": channel_id}, style=_MENTION_STYLE),
    "team": _styled({"team_id": string("non_empty")}, style=_MENTION_STYLE),
    "emoji": _styled(
        {"name": string("non_empty")}, {"skin_tone": integer("rich_text_emoji.skin_tone"), "unicode": string()}
    ),
    "broadcast": _styled({"range": choice("here", "channel", "everyone")}),
    "date": _styled(
        {"timestamp": integer(), "format": string("non_empty")},
        {"url": link(), "fallback": string("non_empty", shown=True)},
    ),
    "color": _styled({"value": string("non_empty")}),
}

_PARTS = array(OneOf(PARTS))
_SECTION = kind({"elements": _PARTS})

CONTAINERS: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_list": kind(
        {"style": choice("bullet", "ordered"), "elements": array(OneOf({"rich_text_section": _SECTION}))},
        {
            "indent": integer("rich_text_list.indent"),
            "offset": integer("rich_text_list.offset"),
            "border": integer("rich_text_list.border"),
        },
    ),
    "rich_text_quote": kind({"elements": _PARTS}, {"border": integer("rich_text_quote.border")}),
    "rich_text_preformatted": kind(
        {"elements": array(OneOf({"text": _TEXT, "link": _LINK}))},
        {"border": integer("rich_text_preformatted.border")},
    ),
}

RICH_TEXT = kind({"elements": array(OneOf(CONTAINERS))}, {"block_id": string("block_id")})

NESTED_RICH_TEXT = OneOf({"rich_text": RICH_TEXT})
