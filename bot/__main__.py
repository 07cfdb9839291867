"""`okra run`, `okra doctor`, `okra db upgrade`: what operators type."""

import argparse
import logging
import signal
import sys
import threading
from importlib.metadata import version

from bot import config, logs

log = logging.getLogger(__name__)

WRONG_SETTINGS = 2


def main(argv: list[str] | None = None) -> int:
    """Do what the command line says; returns the exit code (2: something is wrong with the settings)."""
    arguments = _parser().parse_args(argv)
    try:
        settings = config.read(config.environment(arguments.env_file))
    except config.WrongSettings as wrong:
        return _complain(wrong.sentences)
    logs.configure(settings.log, settings.log_level)
    commands = {"run": _run, "doctor": _doctor, "db": _database}
    return commands[arguments.command](settings, arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="okra", description="A Slack bot that runs a team's whole OKR cycle.")
    parser.add_argument("--version", action="version", version=version("okra-bot"))
    parser.add_argument("--env-file", default=".env", help="where settings are, besides the environment")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("run", help="start the bot, until it is told to stop")
    commands.add_parser("doctor", help="say what is wrong, and how to mend it")
    database = commands.add_parser("db", help="look after the database")
    database.add_argument("what", choices=("upgrade", "check"), help="bring it up to date, or say whether it is")
    return parser


def _complain(sentences: list[str]) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    print("Every setting is explained in .env.example. `okra doctor` checks them.", file=sys.stderr)
    return WRONG_SETTINGS


def _run(settings: config.Settings, _arguments: argparse.Namespace) -> int:
    """Start, wait for SIGTERM or SIGINT, stop cleanly."""
    from slack_sdk.errors import SlackApiError, SlackClientError  # noqa: PLC0415 `okra --version` need not wait for it

    from bot.build import build  # noqa: PLC0415
    from bot.start import NotReady, prepare_database  # noqa: PLC0415

    told_to_stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: told_to_stop.set())
    try:
        prepare_database(settings)
        bot = build(settings)
        bot.start()
    except NotReady as wrong:
        return _complain([str(wrong)])
    except SlackApiError as error:
        return _complain([f"Slack does not accept SLACK_BOT_TOKEN: {error.response.get('error')}."])
    except (SlackClientError, OSError) as error:
        return _complain([f"I can't reach Slack at {settings.slack_api_url}: {type(error).__name__}."])
    told_to_stop.wait()
    bot.stop()
    return 0


def _doctor(settings: config.Settings, _arguments: argparse.Namespace) -> int:
    from bot.doctor import examine  # noqa: PLC0415

    findings = examine(settings)
    for finding in findings:
        print(finding)
    return 0 if all(finding.well for finding in findings) else 1


def _database(settings: config.Settings, arguments: argparse.Namespace) -> int:
    from bot.start import NotReady, check_database, upgrade_database  # noqa: PLC0415

    try:
        print(upgrade_database(settings) if arguments.what == "upgrade" else check_database(settings))
    except NotReady as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
