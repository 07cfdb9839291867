"""What people wrote, on one line, for files and sentences."""


def one_line(text: str) -> str:
    """Words without their line breaks and double spaces."""
    return " ".join(text.split())
