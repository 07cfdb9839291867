"""The step kinds' sides that face Slack. A new kind is one file here and one line below."""

from collections.abc import Mapping
from typing import Final

from handlers.sessions.steps.agree import AgreeDoor
from handlers.sessions.steps.blockers import BlockersDoor
from handlers.sessions.steps.cluster import ClusterDoor
from handlers.sessions.steps.door import StepDoor
from handlers.sessions.steps.draft import DraftDoor
from handlers.sessions.steps.pair import PairDoor
from handlers.sessions.steps.place import PlaceDoor
from handlers.sessions.steps.present import PresentDoor
from handlers.sessions.steps.reveal import RevealDoor
from handlers.sessions.steps.score import ScoreDoor
from handlers.sessions.steps.vote import VoteDoor
from handlers.sessions.steps.write import WriteDoor

DOORS: Final[Mapping[str, StepDoor]] = {
    "present": PresentDoor(),
    "write": WriteDoor(),
    "reveal": RevealDoor(),
    "cluster": ClusterDoor(),
    "blockers": BlockersDoor(),
    "pair": PairDoor(),
    "vote": VoteDoor(),
    "score": ScoreDoor(),
    "place": PlaceDoor(),
    "draft": DraftDoor(),
    "agree": AgreeDoor(),
}
