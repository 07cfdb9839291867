"""The scripts that come with okra, as data."""
