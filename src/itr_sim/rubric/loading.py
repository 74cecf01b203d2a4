"""YAML files to rubrics, or to every fault in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from itr_sim.rubric.model import Rubric
from itr_sim.source import Document, Fault, FaultKind, FaultsError, Mapping, Node, build, closest, open_text, read_yaml
from itr_sim.source.identity import id_is_file_name
from itr_sim.source.nodes import Scalar, Sequence, scalars
from itr_sim.source.shipping import authored_files, chosen, own_folders
from itr_sim.understanding.labels import AGENT_ACTS, CUSTOMER_ACTS

UNKNOWN_ACT = FaultKind(
    "unknown-act",
    {"en": '"{found}" is not a dialogue act', "zh": "“{found}”不是对话行为"},
    {"en": "an act of the agent or the customer is expected here", "zh": "这里需要客服或客户的对话行为"},
)
ACT_OF_THE_OTHER = FaultKind(
    "act-of-the-other",
    {
        "en": '"{found}" is an act of the {speaker}\'s, and never occurs here',
        "zh": "“{found}”是{speaker_zh}的行为，在这里不会出现",
    },
    {"en": "an act of the {other}'s is expected here", "zh": "这里需要{other_zh}的对话行为"},
)
EQUAL_CRITERIA = FaultKind("equal-criteria", {"en": 'the criterion "{found}" stands twice', "zh": "标准“{found}”出现了两次"})
_ACT_KEYS = ("acts", "first", "then", "half", "answers", "not_answers", "said", "occurs", "never")
_ACTS = {"agent": AGENT_ACTS, "customer": CUSTOMER_ACTS}
_SPEAKERS = {"agent": "客服", "customer": "客户"}


def load_rubric(path: Path) -> Rubric:
    """Return the rubric of a file.

    Raises FaultsError with all that is wrong in it, UnreadableError where it cannot be read as text.
    """
    document = open_text(path)
    node, faults = read_yaml(document)
    if node is None or faults:
        raise FaultsError(faults)
    rubric, faults = build(Rubric, node, document)
    faults = [*faults, *_names(node, document), *(id_is_file_name(rubric.id, node, document) if rubric else ())]
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
        return load_rubric(self.rubric_path(name))

    def rubric_path(self, name: str) -> Path:
        """Return the file of a rubric; raise KeyError for an unknown id."""
        return chosen(self.files, name, "")


def load_rubric_by_name(name: str) -> Rubric:
    """Return a rubric that ships, or one in a folder of ITR_SIM_PATH; raises as RubricCatalogue.rubric does."""
    return RubricCatalogue(own_folders()).rubric(name)


def _names(root: Node, document: Document) -> Iterator[Fault]:
    # `first` is an act of `order` and a comparison of `mood`.
    moods = {id(value.get("first")) for _, key, value in _pairs(root) if key == "mood" and isinstance(value, Mapping)}
    for parent, key, value in _pairs(root):
        if key not in _ACT_KEYS or isinstance(value, Mapping) or id(value) in moods:
            continue
        speaker = None if key == "said" else _speaker(parent)
        for scalar in scalars(value):
            yield from _wrong_act(scalar, speaker, document)
    red_lines = root.get("red_lines") if isinstance(root, Mapping) else None
    for act, _ in red_lines.entries if isinstance(red_lines, Mapping) else ():
        yield from _wrong_act(act, "agent", document)
    seen: set[str] = set()
    for _, key, value in _pairs(root):
        if key != "criteria" or not isinstance(value, Sequence):
            continue
        for item in value.items:
            name = item.get("id") if isinstance(item, Mapping) else None
            for scalar in scalars(name) if name else ():
                if scalar.text in seen:
                    yield EQUAL_CRITERIA.at(document, scalar.span, found=scalar.text)
                seen.add(scalar.text)


def _speaker(check: Mapping) -> str:
    """Return whose acts the check looks at: the agent's, unless its key `by` says otherwise."""
    by = check.get("by")
    return "customer" if isinstance(by, Scalar) and by.text == "customer" else "agent"


def _wrong_act(scalar: Scalar, speaker: str | None, document: Document) -> Iterator[Fault]:
    """Yield what is wrong with an act of a speaker's, or of either."""
    known = {**AGENT_ACTS, **CUSTOMER_ACTS}
    if scalar.is_null or "." in scalar.text or scalar.text in _ACTS.get(speaker or "", known):
        return
    if speaker and scalar.text in known:
        other = "customer" if speaker == "agent" else "agent"
        names = {"speaker": other, "other": speaker, "speaker_zh": _SPEAKERS[other], "other_zh": _SPEAKERS[speaker]}
        yield ACT_OF_THE_OTHER.at(document, scalar.span, found=scalar.text, **names)
        return
    guess = closest(scalar.text, known, known)
    shown = {"guess": f'"{guess}" ({known[guess]})'} if guess else {}
    yield UNKNOWN_ACT.at(document, scalar.span, found=scalar.text, **shown)


def _pairs(node: Node) -> Iterator[tuple[Mapping, str, Node]]:
    """Yield every key with the mapping that it stands in and its value, at any depth."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield node, key.text, value
            yield from _pairs(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _pairs(item)
