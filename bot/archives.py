"""`okra export` and `okra import`: everything in one file, and back."""

import io
import sys
import zipfile
from pathlib import Path
from typing import Final

from bot.start import NotReady, open_database
from okra.export import zipped
from okra.refusal import Refused
from okra.spreadsheet import sheets
from storage import archive
from storage.migrate import pending, upgrade

NAME: Final = "okra.json"
"""The archive's name inside a zip."""
STANDARD: Final = "-"


def export_to(url: str, target: str) -> str:
    """Write all that the database at `url` holds to a file; returns what to tell the operator. Raises NotReady.

    A .zip has the same as CSV beside it; "-" is standard output.
    """
    with open_database(url) as engine:
        if pending(engine):
            raise NotReady("The database is not up to date. Run `okra db upgrade` first.")
        document = archive.archive(engine)
    text = archive.to_text(document)
    if target == STANDARD:
        sys.stdout.write(text)
        return ""
    packed = target.endswith(".zip")
    content = zipped({NAME: text, **sheets(document["tables"])}) if packed else text.encode()
    try:
        Path(target).write_bytes(content)
    except OSError as error:
        raise NotReady(f"{target} cannot be written ({error.strerror}).") from error
    return f"{sum(map(len, document['tables'].values()))} rows are in {target}. It holds people's words: keep it safe."


def import_from(url: str, source: str) -> str:
    """Fill the empty database at `url`; returns what to tell the operator. Raises NotReady; nothing is kept by half."""
    try:
        document = archive.from_text(_text(source))
    except Refused as refused:
        raise NotReady(refused.sentence) from refused
    with open_database(url) as engine:
        upgrade(engine)
        rows = archive.restore(engine, document)
    return f"{rows} rows are in the database."


def _text(source: str) -> str:
    try:
        content = sys.stdin.buffer.read() if source == STANDARD else Path(source).read_bytes()
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                content = packed.read(NAME)
        return content.decode()
    except OSError as error:
        raise NotReady(f"{source} cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, KeyError, zipfile.BadZipFile) as error:
        raise NotReady(f"{source} is not an archive that `okra export` made.") from error
