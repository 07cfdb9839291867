"""HTML as a browser understands it: its elements, what is seen, and what a form would send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"input", "br", "hr", "img", "meta", "link", "path"}


@dataclass
class Tag:
    """One element with what is inside."""

    name: str
    attributes: dict[str, str]
    children: list["Tag | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is read."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, *names: str) -> Iterator["Tag"]:
        """Every element below, of some names if any are given."""
        for child in self.children:
            if isinstance(child, Tag):
                if not names or child.name in names:
                    yield child
                yield from child.all(*names)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Tag("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Tag(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(made)
        if tag not in VOID:
            self.stack.append(made)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.stack[-1].name == tag, f"</{tag}> closes <{self.stack[-1].name}>"
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def read(html: object) -> Tag:
    """The elements of some HTML; fails where they are not nested well."""
    reader = _Reader()
    reader.feed(str(html))
    reader.close()
    assert len(reader.stack) == 1, f"<{reader.stack[-1].name}> is never closed"
    return reader.stack[0]


def sent(root: Tag) -> dict[str, list[str]]:
    """What a browser would send of the fields in it."""
    form: dict[str, list[str]] = {}
    for tag in root.all("input", "textarea", "select"):
        for value in _values(tag):
            form.setdefault(tag.attributes["name"], []).append(value)
    return form


def _values(tag: Tag) -> list[str]:
    if tag.name == "textarea":
        return [tag.text]
    if tag.name == "select":
        options = list(tag.all("option"))
        chosen = [one for one in options if "selected" in one.attributes] or options[:1]
        return [one.attributes.get("value", "") for one in chosen]
    if tag.attributes.get("type") in ("checkbox", "radio") and "checked" not in tag.attributes:
        return []
    return [tag.attributes.get("value", "")]
