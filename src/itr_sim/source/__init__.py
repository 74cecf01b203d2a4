"""Text with places: YAML and JSON read into nodes that know line and column, and faults that point at them."""

from itr_sim.source.building import build
from itr_sim.source.document import Document, Span, UnreadableError, open_text
from itr_sim.source.drawing import draw
from itr_sim.source.faults import Fault, FaultKind, FaultsError
from itr_sim.source.guessing import closest
from itr_sim.source.nodes import Mapping, Node, Scalar, Sequence
from itr_sim.source.yaml_text import read_yaml

__all__ = [
    "Document",
    "Fault",
    "FaultKind",
    "FaultsError",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Span",
    "UnreadableError",
    "build",
    "closest",
    "draw",
    "open_text",
    "read_yaml",
]
