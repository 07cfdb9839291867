"""Block Kit as HTML, and what is typed into that HTML as Block Kit's state."""
