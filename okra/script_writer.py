"""A script as YAML that reads back to the same: what a session keeps of the script that it began with."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from okra.items import ItemKind
from okra.script import About, Script
from okra.steps.pulse import Asked
from okra.steps.step import Ask


def write_script(script: Script) -> str:
    """A script as YAML that `read_script` reads back to the same."""
    steps = [
        {
            "id": step.id, "kind": step.kind, "title": step.title, "prompt": step.prompt, "live": step.minutes,
            "async": step.hours,
            "coach": {"say": step.coach.say, "good": step.coach.good, "stuck": step.coach.stuck},
            **({"options": given} if (given := _told(step.options)) else {}),
        }
        for step in script.steps
    ]  # fmt: skip
    whole = {
        "name": script.name, "title": script.title, "purpose": script.purpose, "when": list(script.when),
        **({} if script.about is About.PLAN else {"about": str(script.about)}),
        "takes": _words(script.takes), "gives": _words(script.gives), "before": list(script.before),
        "after": list(script.after), "minutes": script.minutes, "steps": steps,
    }  # fmt: skip
    return yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=100)


def _told(options: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in options.items() if value not in (None, "", ())}


def _plain(value: Any) -> Any:
    match value:
        case ItemKind():
            return str(value)
        case Ask(kind, label, hint):
            return {"kind": str(kind), "label": label, **({"hint": hint} if hint else {})}
        case Asked(question, label):
            return {"question": str(question), "label": label}
        case tuple() | list():
            return [_plain(one) for one in value]
        case Mapping():
            return {name: _plain(one) for name, one in value.items()}
        case _:
            return value


def _words(kinds: Sequence[ItemKind]) -> list[str]:
    return [str(kind) for kind in kinds]
