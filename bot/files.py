"""Fetching what people put into a window: within a time that an acknowledgement can wait for, and from Slack only."""

import logging
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPMessage
from typing import IO, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack import UNREACHABLE, word_of
from handlers.kit.fetch import NotFetched, Why
from handlers.kit.payload import SentFile

log = logging.getLogger(__name__)

SECONDS: Final = 1.8
"""For all of it. Slack gives three for the acknowledgement, and reading a script takes a part of them."""
FETCHERS: Final = 4
"""How many files can be on their way at once."""
SLACKS: Final = ("slack.com", "slack-gov.com")
"""Where Slack keeps files (slack.dev: working with files, GovSlack)."""
STATUS: Final = {302: Why.FORBIDDEN, 401: Why.FORBIDDEN, 403: Why.FORBIDDEN, 404: Why.GONE}
"""Whoever may not read a file is sent to the page where people sign in."""


class _NoRedirect(HTTPRedirectHandler):
    """Never goes where an answer points to: the token would go along."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Stay."""


class Files:
    """Fetches files. Threads are made when there is something to fetch."""

    def __init__(self, slack: WebClient, seconds: float = SECONDS) -> None:
        """Through this client's token and certificates."""
        self._slack = slack
        self._seconds = seconds
        self._opener = build_opener(_NoRedirect(), HTTPSHandler(context=slack.ssl))
        self._pool = ThreadPoolExecutor(FETCHERS, thread_name_prefix="files")

    def fetch(self, file: SentFile, most: int) -> bytes:
        """All bytes of a file, `most` at most, in time. Raises NotFetched."""
        work = self._pool.submit(self._fetch, file, most)
        try:
            return work.result(self._seconds)
        except TimeoutError:
            work.cancel()
            log.warning("a file came too late", extra={"action": "file.late"})
            raise NotFetched(Why.LATE) from None

    def stop(self) -> None:
        """Fetch no more; what is on its way is not waited for."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _fetch(self, file: SentFile, most: int) -> bytes:
        if not file.url and not file.external:
            file = self._asked(file)
        if file.external or not self._is_slacks(file.url):
            raise NotFetched(Why.OUTSIDE)
        if file.size > most:
            raise NotFetched(Why.TOO_LONG)
        return self._bytes(file.url, most)

    def _asked(self, file: SentFile) -> SentFile:
        """The file as Slack knows it, where the window did not say all of it: one from another organisation."""
        try:
            return SentFile.of(self._slack.files_info(file=file.id)["file"])
        except SlackApiError as error:
            forbidden = word_of(error) in ("missing_scope", "not_allowed_token_type", "access_denied")
            raise NotFetched(Why.FORBIDDEN if forbidden else Why.GONE) from error
        except UNREACHABLE as error:
            raise NotFetched(Why.REFUSED) from error

    def _bytes(self, url: str, most: int) -> bytes:
        request = Request(url, headers={"Authorization": f"Bearer {self._slack.token}"})
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                data: bytes = answer.read(most + 1)
                announced = answer.headers.get("Content-Length", "")
        except HTTPError as error:
            error.close()
            log.warning("no file", extra={"action": "file.refused", "status": error.code})
            raise NotFetched(STATUS.get(error.code, Why.REFUSED)) from error
        except UNREACHABLE as error:
            reason = getattr(error, "reason", error)
            log.warning("no file", extra={"action": "file.unreachable", "error": type(reason).__name__})
            raise NotFetched(Why.LATE if isinstance(reason, TimeoutError) else Why.REFUSED) from error
        if len(data) > most:
            raise NotFetched(Why.TOO_LONG)
        if announced.isdigit() and len(data) < int(announced):  # http.client takes a cut connection for the end
            raise NotFetched(Why.REFUSED)
        return data

    def _is_slacks(self, url: str) -> bool:
        """Whether our token may go there: to Slack by https, or where the Web API is that we were told to use."""
        try:
            to, api = urlsplit(url), urlsplit(self._slack.base_url)
        except ValueError:
            return False
        if (to.scheme, to.netloc) == (api.scheme, api.netloc):
            return True
        host = to.hostname or ""
        return to.scheme == "https" and any(host == own or host.endswith(f".{own}") for own in SLACKS)
