"""Rules about several fields of one element. They see elements whose fields are each well formed."""

from decimal import Decimal

from sandbox.blockkit.objects import check_distinct_values
from sandbox.blockkit.problems import Report
from sandbox.blockkit.schema import Json, Rule, measure


def _options(element: Json) -> list[Json]:
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def option_values_rule(element: Json, pointer: str, report: Report) -> None:
    """Every option of an element has a value of its own."""
    check_distinct_values(_options(element), pointer, report)


def initial_option_rule(element: Json, pointer: str, report: Report) -> None:
    """What is chosen at first is one of the options, letter by letter."""
    if "initial_option" in element and element["initial_option"] not in _options(element):
        report.say(f"{pointer}/initial_option", "must match one of the options")


def initial_options_rule(element: Json, pointer: str, report: Report) -> None:
    """What is chosen at first are options, each once, and not more than may be chosen."""
    chosen: list[Json] = element.get("initial_options", [])
    at = f"{pointer}/initial_options"
    options = _options(element)
    if options and any(option not in options for option in chosen):
        report.say(at, "must match one of the options")
    check_distinct_values(chosen, at, report)
    most = element.get("max_selected_items")
    if most is not None and len(chosen) > most:
        report.say(at, f"no more than {most} items allowed")


def text_length_rule(element: Json, pointer: str, report: Report) -> None:
    """The shortest answer allowed is not longer than the longest, and the first words keep to it."""
    most = element.get("max_length")
    if most is None:
        return
    if element.get("min_length", 0) > most:
        report.say(f"{pointer}/min_length", "must be less than or equal to max_length")
    if measure(element.get("initial_value", "")) > most:
        report.say(f"{pointer}/initial_value", f"must be less than {most + 1} characters")


def lines_rule(element: Json, pointer: str, report: Report) -> None:
    """A field is not higher at least than at most."""
    if element.get("min_lines", 1) > element.get("max_lines", element.get("min_lines", 1)):
        report.say(f"{pointer}/min_lines", "must be less than or equal to max_lines")


def _whole_numbers(element: Json, pointer: str, report: Report) -> None:
    if element["is_decimal_allowed"]:
        return
    for name in ("initial_value", "min_value", "max_value"):
        if "." in element.get(name, ""):
            report.say(f"{pointer}/{name}", "must be an integer when is_decimal_allowed is false")


def _number_range(element: Json, pointer: str, report: Report) -> None:
    given = {name: Decimal(element[name]) for name in ("initial_value", "min_value", "max_value") if name in element}
    low, high = given.get("min_value", Decimal("-Infinity")), given.get("max_value", Decimal("Infinity"))
    if low > high:
        report.say(f"{pointer}/min_value", "must be less than or equal to max_value")
    elif not low <= given.get("initial_value", low) <= high:
        report.say(f"{pointer}/initial_value", "must be between min_value and max_value")


number_rules: tuple[Rule, ...] = (_whole_numbers, _number_range)
