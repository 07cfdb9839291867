"""What a repository works in: one transaction, bound to one workspace."""

from sqlalchemy.orm import Session


class Scope:
    """A session within one transaction, and the workspace whose rows it may see."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        """Bind every query to `workspace_id`."""
        self.session = session
        self.workspace_id = workspace_id
