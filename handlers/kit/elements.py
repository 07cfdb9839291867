"""Our small widgets over slack_sdk's typed Block Kit.

The rule that keeps people's words harmless: what somebody typed goes into rich text or plain text only, where Slack
parses nothing; mrkdwn is for words of our own (slack.dev: formatting message text).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    BlockElement,
    ButtonElement,
    CheckboxesElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    InteractiveElement,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks.basic_components import ConfirmObject, DispatchActionConfig
from slack_sdk.models.blocks.block_elements import FileInputElement
from slack_sdk.models.views import View

from handlers.kit.text import escape, trim

Part = (
    RichTextElementParts.Text
    | RichTextElementParts.User
    | RichTextElementParts.Channel
    | RichTextElementParts.Emoji
    | RichTextElementParts.Link
    | RichTextElementParts.Date
)
MOMENT = "{date_short_pretty} {time}"
"""How Slack writes an instant for each reader: "today 14:08" (slack.dev: formatting message text)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG to stand in a message, with the words that replace it for those who cannot see it."""

    png: bytes
    alt: str
    filename: str


@dataclass(frozen=True, slots=True)
class Message:
    """What we say: `text` for notifications and screen readers, `blocks` for the eyes.

    `under` is the ts of the message in whose thread it belongs; with `broadcast` it stands in the channel too. A
    `picture` is placed after the first `picture_after` blocks.
    """

    text: str
    blocks: Sequence[Block]
    under: str | None = None
    picture: Picture | None = None
    picture_after: int = 1
    broadcast: bool = False

    @property
    def notification(self) -> str:
        """`text` as Slack gets it: nothing in it pings, and it fits the 4,000 of an edited message even escaped."""
        return escape(trim(self.text, 700))


def plain(text: str) -> Part:
    """Words as they are: nothing in them pings, links or formats. Trimmed to Slack's 3,000."""
    return RichTextElementParts.Text(text=trim(text, 2_900) or "\u200b")


def bold(text: str) -> Part:
    """Bold words, otherwise like `plain`."""
    return RichTextElementParts.Text(text=trim(text, 2_900) or "\u200b", style={"bold": True})


def italic(text: str) -> Part:
    """Italic words, otherwise like `plain`."""
    return RichTextElementParts.Text(text=trim(text, 2_900) or "\u200b", style={"italic": True})


def code(text: str) -> Part:
    """Words in a fixed-width font, otherwise like `plain`."""
    return RichTextElementParts.Text(text=trim(text, 2_900) or "\u200b", style={"code": True})


def link(text: str, url: str) -> Part:
    """A link of ours; its words otherwise like `plain`."""
    return RichTextElementParts.Link(url=url, text=trim(text, 2_900) or "\u200b")


def mention(user_id: str) -> Part:
    """A person by id: this pings them."""
    return RichTextElementParts.User(user_id=user_id)


def channel(channel_id: str) -> Part:
    """A channel by id: a click leads there."""
    return RichTextElementParts.Channel(channel_id=channel_id)


def section(*parts: Part) -> RichTextSectionElement:
    """One paragraph, to stand among others in a rich text block."""
    return RichTextSectionElement(elements=list(parts))


def bullet_list(items: Iterable[Sequence[Part]], indent: int = 0) -> RichTextListElement:
    """A bulleted list, to stand among other things in a rich text block; `indent` says how deep, from 0."""
    return RichTextListElement(style="bullet", elements=[section(*parts) for parts in items], indent=indent or None)


def line(*parts: Part) -> RichTextBlock:
    """One paragraph."""
    return RichTextBlock(elements=[section(*parts)])


def bullets(items: Iterable[Sequence[Part]], *, lead: Sequence[Part] = ()) -> RichTextBlock:
    """A bulleted list, one sequence of parts an item, with an optional paragraph above it."""
    return RichTextBlock(elements=[section(*lead), bullet_list(items)] if lead else [bullet_list(items)])


def quote(text: str, *, lead: Sequence[Part] = ()) -> RichTextBlock:
    """Somebody's words, set apart."""
    quoted = RichTextQuoteElement(elements=[plain(text)])
    return RichTextBlock(elements=[section(*lead), quoted] if lead else [quoted])


def header(text: str) -> HeaderBlock:
    """A headline, plain, trimmed to 150."""
    return HeaderBlock(text=PlainTextObject(text=trim(text, 150), emoji=False))


def note(text: str) -> ContextBlock:
    """A small grey line, plain: people's words are safe here."""
    return ContextBlock(elements=[PlainTextObject(text=trim(text, 2_000), emoji=False)])


def moment(at: datetime, said: str) -> Part:
    """An instant (aware) on each reader's own clock; `said` is what those see whose Slack cannot tell."""
    return RichTextElementParts.Date(timestamp=int(at.timestamp()), format=MOMENT, fallback=said)


def timed_note(before: str, at: datetime | None, said: str, after: str = "") -> ContextBlock:
    """A small grey line, plain, with an instant (aware) in it on each reader's own clock, in words where there is none.

    `said` is ours: what those see whose Slack cannot tell.
    """
    if at is None:
        return note(" ".join(filter(None, (before, said, after))))
    date = MarkdownTextObject(text=f"<!date^{int(at.timestamp())}^{MOMENT}|{escape(said)}>", verbatim=True)
    around = [PlainTextObject(text=trim(words, 2_000), emoji=False) if words else None for words in (before, after)]
    return ContextBlock(elements=[one for one in (around[0], date, around[1]) if one])


def say(mrkdwn: str) -> SectionBlock:
    """A paragraph of our own words with formatting. Never for words of people."""
    return SectionBlock(text=MarkdownTextObject(text=mrkdwn, verbatim=True))


def divider() -> DividerBlock:
    """A thin line."""
    return DividerBlock()


def button(
    label: str,
    action_id: str,
    value: str = "",
    *,
    style: str | None = None,
    describe: str | None = None,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    """A button; `describe` is what a screen reader says where the label alone is not enough."""
    return ButtonElement(
        text=PlainTextObject(text=trim(label, 75), emoji=True),
        action_id=action_id,
        value=value or None,
        style=style,
        accessibility_label=trim(describe, 75) if describe else None,
        confirm=confirm,
    )


def confirm(title: str, text: str, yes: str, no: str = "Keep it") -> ConfirmObject:
    """ "Are you sure?" before something that people would miss."""
    return ConfirmObject(
        title=PlainTextObject(text=trim(title, 100)),
        text=PlainTextObject(text=trim(text, 300)),
        confirm=trim(yes, 30),
        deny=trim(no, 30),
    )


def actions(*elements: InteractiveElement, block_id: str | None = None) -> ActionsBlock:
    """A row of buttons and menus, 25 at most."""
    return ActionsBlock(elements=list(elements), block_id=block_id)


def beside(parts_text: str, element: BlockElement) -> SectionBlock:
    """A plain paragraph with one widget to its right: people's words are safe here."""
    return SectionBlock(text=PlainTextObject(text=trim(parts_text, 3_000) or "\u200b", emoji=False), accessory=element)


def option(text: str, value: str, description: str | None = None) -> Option:
    """One choice: label 75, value 150, description 75, all plain; "–" for a thing without words."""
    return Option(
        text=PlainTextObject(text=trim(text, 75) or "–", emoji=False),
        value=value,
        description=PlainTextObject(text=trim(description, 75), emoji=False) if description else None,
    )


def select(
    action_id: str, options: Sequence[Option], *, chosen: str | None = None, placeholder: str | None = None
) -> StaticSelectElement:
    """A menu of 1 to 100 options; `chosen` is the value of the preselected one."""
    return StaticSelectElement(
        action_id=action_id,
        options=list(options),
        initial_option=next((o for o in options if o.value == chosen), None),
        placeholder=placeholder,
    )


def checkboxes(action_id: str, options: Sequence[Option], *, ticked: Iterable[str] = ()) -> CheckboxesElement:
    """Up to ten boxes."""
    wanted = set(ticked)
    initial = [o for o in options if o.value in wanted]
    return CheckboxesElement(action_id=action_id, options=list(options), initial_options=initial or None)


def text_input(
    action_id: str,
    initial: str = "",
    *,
    multiline: bool = False,
    max_length: int = 3_000,
    placeholder: str | None = None,
    live: bool = False,
) -> PlainTextInputElement:
    """A box to type in; `live` makes Slack tell us of what is typed, so that it can be kept as a draft."""
    return PlainTextInputElement(
        action_id=action_id,
        initial_value=trim(initial, max_length) or None,
        multiline=multiline,
        max_length=max_length,
        placeholder=placeholder,
        dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_character_entered"]) if live else None,
    )


def file_input(action_id: str, endings: Sequence[str]) -> FileInputElement:
    """A place for one file from somebody's computer, whose name has one of these endings."""
    return FileInputElement(action_id=action_id, filetypes=list(endings), max_files=1)


def field(
    label: str,
    block_id: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
    live: bool = False,
) -> InputBlock:
    """A labelled input; `live` makes Slack send each change (for drafts)."""
    return InputBlock(
        block_id=block_id,
        label=PlainTextObject(text=trim(label, 2_000), emoji=False),
        element=element,
        hint=PlainTextObject(text=trim(hint, 2_000), emoji=False) if hint else None,
        optional=optional,
        dispatch_action=live or None,
    )


def modal(
    title: str,
    callback_id: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = "Save",
    close: str = "Cancel",
    metadata: str = "",
) -> View:
    """A modal window; title, submit and close hold 24 characters."""
    return View(
        type="modal",
        callback_id=callback_id,
        title=PlainTextObject(text=trim(title, 24), emoji=False),
        submit=PlainTextObject(text=trim(submit, 24), emoji=False) if submit else None,
        close=PlainTextObject(text=trim(close, 24), emoji=False),
        blocks=list(blocks),
        private_metadata=metadata,
    )


def home(blocks: Sequence[Block]) -> View:
    """A Home tab."""
    return View(type="home", blocks=list(blocks))


def sentence(text: str) -> RichTextBlock:
    """A sentence of ours that may quote people: plain, with `code` where it stands between backticks."""
    pieces = text.split("`")
    parts = [code(piece) if index % 2 else plain(piece) for index, piece in enumerate(pieces) if piece]
    return line(*parts)


def only_you(text: str) -> Message:
    """A sentence for one pair of eyes."""
    return Message(text=trim(text.replace("`", ""), 3_000), blocks=[sentence(text)])
