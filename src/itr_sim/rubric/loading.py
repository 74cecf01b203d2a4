"""YAML files to rubrics, or to every fault in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from itr_sim.rubric.model import Rubric
from itr_sim.source import Document, Fault, FaultKind, FaultsError, Mapping, Node, build, closest, open_text, read_yaml
from itr_sim.source.nodes import Scalar, Sequence, scalars
from itr_sim.source.shipping import authored_files, chosen, own_folders
from itr_sim.understanding.labels import AGENT_ACTS, CUSTOMER_ACTS

UNKNOWN_ACT = FaultKind(
    "unknown-act",
    {"en": '"{found}" is not a dialogue act', "zh": "“{found}”不是对话行为"},
    {"en": "an act of the agent or the customer is expected here", "zh": "这里需要客服或客户的对话行为"},
)
EQUAL_CRITERIA = FaultKind("equal-criteria", {"en": 'the criterion "{found}" stands twice', "zh": "标准“{found}”出现了两次"})
_ACT_KEYS = ("acts", "first", "then", "half", "answers", "not_answers", "said", "occurs", "never")


def load_rubric(path: Path) -> Rubric:
    """Return the rubric of a file.

    Raises FaultsError with all that is wrong in it, UnreadableError where it cannot be read as text.
    """
    document = open_text(path)
    node, faults = read_yaml(document)
    if node is None or faults:
        raise FaultsError(faults)
    rubric, faults = build(Rubric, node, document)
    faults = [*faults, *_names(node, document)]
    if rubric is None or faults:
        raise FaultsError(faults)
    return rubric


class RubricCatalogue:
    """Rubrics by id: the user's own folders first, then what ships."""

    def __init__(self, folders: Iterable[Path] = ()) -> None:
        self.folders = tuple(folders)

    @cached_property
    def files(self) -> list[Path]:
        return authored_files("rubrics", self.folders)

    def rubric(self, name: str) -> Rubric:
        """Return a rubric by id or by file path; raise KeyError for an unknown id, and what `load_rubric` raises."""
        return load_rubric(chosen(self.files, name, ""))


def load_rubric_by_name(name: str) -> Rubric:
    """Return a rubric that ships, or one in a folder of ITR_SIM_PATH; raises as RubricCatalogue.rubric does."""
    return RubricCatalogue(own_folders()).rubric(name)


def _names(root: Node, document: Document) -> Iterator[Fault]:
    known = {**AGENT_ACTS, **CUSTOMER_ACTS}
    # `first` is an act of `order` and a comparison of `mood`.
    moods = {id(value.get("first")) for key, value in _pairs(root) if key == "mood" and isinstance(value, Mapping)}
    for key, value in _pairs(root):
        if key not in _ACT_KEYS or isinstance(value, Mapping) or id(value) in moods:
            continue
        for scalar in scalars(value):
            if scalar.text in known or "." in scalar.text or scalar.is_null:
                continue
            yield _unknown_act(scalar, known, document)
    red_lines = root.get("red_lines") if isinstance(root, Mapping) else None
    for act, _ in red_lines.entries if isinstance(red_lines, Mapping) else ():
        if act.text not in known and "." not in act.text:
            yield _unknown_act(act, known, document)
    seen: set[str] = set()
    for key, value in _pairs(root):
        if key != "criteria" or not isinstance(value, Sequence):
            continue
        for item in value.items:
            name = item.get("id") if isinstance(item, Mapping) else None
            for scalar in scalars(name) if name else ():
                if scalar.text in seen:
                    yield EQUAL_CRITERIA.at(document, scalar.span, found=scalar.text)
                seen.add(scalar.text)


def _unknown_act(scalar: Scalar, known: dict[str, str], document: Document) -> Fault:
    guess = closest(scalar.text, known, known)
    shown = {"guess": f'"{guess}" ({known[guess]})'} if guess else {}
    return UNKNOWN_ACT.at(document, scalar.span, found=scalar.text, **shown)


def _pairs(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield every key with its value, at any depth."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.text, value
            yield from _pairs(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _pairs(item)
