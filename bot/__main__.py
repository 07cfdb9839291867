"""`okra run`, `okra doctor`, `okra db upgrade`, `okra export`, `okra import`: what operators type."""

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from bot import config, logs

if TYPE_CHECKING:
    from bot.build import Bot

log = logging.getLogger("bot.main")

WRONG_SETTINGS: Final = 2
STOP_SECONDS: Final = 5.0
PAUSES: Final = (0.5, 1.0, 2.0, 5.0, 10.0)
"""Between tries to reach Slack at start: it, or the way to it, may be away for a while."""
MEND: Final = {
    "invalid_auth": "Slack does not know SLACK_BOT_TOKEN (invalid_auth): copy it again from OAuth & Permissions.",
    "not_authed": "Slack does not know SLACK_BOT_TOKEN (not_authed): copy it again from OAuth & Permissions.",
    "token_revoked": "SLACK_BOT_TOKEN was revoked (token_revoked): install the app again and copy the new one.",
    "token_expired": "SLACK_BOT_TOKEN has expired (token_expired): turn token rotation off and install the app again.",
    "account_inactive": "SLACK_BOT_TOKEN is of an app that was removed (account_inactive): install it again.",
}


def main(argv: list[str] | None = None) -> int:
    """Do what the command line says; returns the exit code (2: something is wrong with the settings)."""
    arguments = _parser().parse_args(argv)
    commands = {"run": _run, "doctor": _doctor, "db": _database, "export": _export, "import": _import}
    try:
        return commands[arguments.command](arguments)
    except config.WrongSettings as wrong:
        return _complain(wrong.sentences)


def _parser() -> argparse.ArgumentParser:
    settings = argparse.ArgumentParser(add_help=False)
    settings.add_argument("--env-file", default=config.DEFAULT_FILE, help="where settings are, below the environment")
    parser = argparse.ArgumentParser(prog="okra", description="A Slack bot that runs a team's whole OKR cycle.")
    parser.add_argument("--version", action=_Version, nargs=0, help="say which okra this is")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser("run", parents=[settings], help="start the bot, until it is told to stop")
    commands.add_parser("doctor", parents=[settings], help="say what is wrong, and how to mend it")
    database = commands.add_parser("db", parents=[settings], help="look after the database")
    database.add_argument("what", choices=("upgrade", "check"), help="bring it up to date, or say whether it is")
    export = commands.add_parser("export", parents=[settings], help="write everything that okra knows to one file")
    export.add_argument("file", help="a .json, a .zip that has the same as CSV too, or - for standard output")
    back = commands.add_parser("import", parents=[settings], help="fill an empty database from such a file")
    back.add_argument("file", help="a .json or .zip that `okra export` made, or - for standard input")
    return parser


class _Version(argparse.Action):
    """Looks the version up only when asked: that takes longer than everything else that is done here."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415

        print(f"okra {version('okra-bot')}")
        parser.exit()


def _complain(sentences: list[str]) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    print("Every setting is explained in .env.example; `okra doctor` looks at them all.", file=sys.stderr)
    return WRONG_SETTINGS


def _run(arguments: argparse.Namespace) -> int:
    """Start, wait for SIGTERM or SIGINT, stop cleanly."""
    settings = config.read(config.environment(arguments.env_file))
    logs.configure(settings.log, settings.log_level)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.default_int_handler)
    bot = None
    try:
        bot = _built(settings)
        _start(bot)
        threading.Event().wait()
    except KeyboardInterrupt:
        _stop(bot)
    return 0


def _built(settings: config.Settings) -> "Bot":
    """The heavy imports are here: settings are judged before they are worth their time."""
    from bot.build import build  # noqa: PLC0415
    from bot.slack import mend_environment  # noqa: PLC0415
    from bot.start import NotReady, prepare_database  # noqa: PLC0415

    ignored = mend_environment(settings)
    if ignored:
        log.warning("left out of the environment", extra={"action": "settings.ignored", "names": ",".join(ignored)})
    try:
        prepare_database(settings)
    except NotReady as wrong:
        raise config.WrongSettings([str(wrong)]) from wrong
    return build(settings)


def _start(bot: "Bot") -> None:
    """Start, however long Slack is away. Raises WrongSettings where waiting would not help."""
    from slack_sdk.errors import SlackApiError  # noqa: PLC0415

    from bot.slack import UNREACHABLE, retry_after, word_of  # noqa: PLC0415
    from bot.start import NotReady  # noqa: PLC0415

    tries = 0
    while True:
        try:
            return bot.start()
        except NotReady as wrong:
            raise config.WrongSettings([str(wrong)]) from wrong
        except SlackApiError as error:
            reason, wanted = word_of(error), retry_after(error)
            if reason in MEND:
                raise config.WrongSettings([MEND[reason]]) from error
        except UNREACHABLE as error:
            reason, wanted = type(error).__name__, 0.0
        log.warning("Slack can't be reached yet", extra={"action": "start.waiting", "reason": reason})
        threading.Event().wait(max(wanted, PAUSES[min(tries, len(PAUSES) - 1)]))
        tries += 1


def _stop(bot: "Bot | None", seconds: float = STOP_SECONDS) -> None:
    """Stop cleanly, but never take longer than promised: what is cut off is in the database and is finished later."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_DFL)  # asked twice: at once
    watchdog = threading.Timer(seconds, _hurry)
    watchdog.daemon = True
    watchdog.start()
    if bot is not None:
        bot.stop()


def _hurry() -> None:
    log.warning("something did not finish in time", extra={"action": "stopped.hard"})
    logging.shutdown()
    os._exit(1)


def _doctor(arguments: argparse.Namespace) -> int:
    from bot.doctor import examine  # noqa: PLC0415

    findings = examine(arguments.env_file)
    for finding in findings:
        print(finding)
    return 0 if all(finding.well for finding in findings) else 1


def _database(arguments: argparse.Namespace) -> int:
    from bot.start import NotReady, check_database, upgrade_database  # noqa: PLC0415

    url = config.database_url(config.environment(arguments.env_file))
    try:
        print(upgrade_database(url) if arguments.what == "upgrade" else check_database(url))
    except NotReady as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from bot.archives import export_to  # noqa: PLC0415

    return _told(export_to, arguments)


def _import(arguments: argparse.Namespace) -> int:
    from bot.archives import import_from  # noqa: PLC0415

    return _told(import_from, arguments)


def _told(work: Callable[[str, str], str], arguments: argparse.Namespace) -> int:
    """Do something with the database and a file, and say what came of it."""
    from bot.start import NotReady  # noqa: PLC0415

    try:
        said = work(config.database_url(config.environment(arguments.env_file)), arguments.file)
    except NotReady as wrong:
        print(wrong, file=sys.stderr)
        return 1
    if said:
        print(said)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
