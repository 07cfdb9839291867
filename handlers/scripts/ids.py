"""The scripts feature's ids."""

DOWNLOAD = "scripts.download"
REMOVE = "scripts.remove"
"""Their values name the team and the script."""
OPEN = "scripts.open"
"""The button of the window below; its value is the team's id."""
WINDOW = "scripts.upload"
FILE = "scripts.upload_file"
