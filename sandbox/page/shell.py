"""The page around the page: styles and scripts, all from wheels and from here, nothing from the network."""

from markupsafe import Markup
from pyview.template import RootTemplate, RootTemplateContext

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="csrf-token" content="{csrf}">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page/static/page.css">
<link rel="stylesheet" href="/page/static/blocks.css">
<script src="/page/static/page.js"></script>
<script defer src="/page/live/app.js"></script>
</head>
<body>
<div data-phx-main="true" data-phx-session="{session}" data-phx-static="" id="phx-{id}">{content}</div>
</body>
</html>
"""


def shell(title: str) -> RootTemplate:
    """The whole document around what the live view draws."""

    def template(context: RootTemplateContext) -> str:
        return str(
            Markup(_HEAD).format(
                csrf=context["csrf_token"],
                title=title,
                session=context["session"],
                id=context["id"],
                content=Markup(context["content"]),
            )
        )

    return template
