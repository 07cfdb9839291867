"""A free port near the one that somebody wants."""

import socket

MOST_TRIED = 50
HIGHEST = 65_535


def free_port(wanted: int) -> int:
    """`wanted`, or the first free one after it; 0 (any) stays 0. Raises OSError where the next fifty are taken."""
    for port in range(wanted, min(wanted + MOST_TRIED, HIGHEST) + 1):
        if port == 0 or _is_free(port):
            return port
    raise OSError(f"ports {wanted} to {wanted + MOST_TRIED} are all taken; name another one with --port")


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
