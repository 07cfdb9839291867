"""The local Slack in a browser: be anybody, click, type, travel in time."""
