"""Where something stands in the resolved tree."""

from __future__ import annotations

from dataclasses import dataclass

from engine.rulebook.findings import Placed
from engine.rulebook.nodes import MapNode, Node


@dataclass(slots=True)
class Place:
    """Finds nodes of the resolved tree by path."""

    root: MapNode

    def node(self, *path: str) -> Node:
        """The deepest node along the path that is there."""
        found: Node = self.root
        for part in path:
            inner = found.get(part) if isinstance(found, MapNode) else None
            if inner is None:
                return found
            found = inner
        return found

    def key(self, *path: str) -> Placed:
        """The last key of the path, where it stands."""
        above = self.node(*path[:-1])
        key = above.key(path[-1]) if isinstance(above, MapNode) else None
        return key if key is not None else above
