"""The corpus as data: lines of `acts | text` (agents) and `acts | emotion | text` (customers), and whole conversations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from itr_sim.understanding.labels import acts_of

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
HELD_OUT = "held-out"


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled message; `emotion` is None for agents."""

    place: str
    language: str
    speaker: str
    acts: tuple[str, ...]
    emotion: int | None
    text: str


class CorpusError(Exception):
    """A line that does not have the form of the corpus."""


def read_file(path: Path) -> Iterator[Example]:
    """Yield the examples of one file; raise CorpusError naming file and line."""
    language, speaker = path.relative_to(CORPUS).parts[:2]
    known = set(acts_of(speaker))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("|")]
        if len(fields) != (3 if speaker == "customer" else 2) or not fields[-1]:
            raise CorpusError(f"{path}:{number}: expected acts | {'emotion | ' if speaker == 'customer' else ''}text")
        acts = () if fields[0] == "-" else tuple(sorted({act.strip() for act in fields[0].split("+")}))
        if not set(acts) <= known:
            raise CorpusError(f"{path}:{number}: {', '.join(sorted(set(acts) - known))} is no act of the {speaker}")
        emotion = None
        if speaker == "customer":
            if not re.fullmatch("[0-4]", fields[1]):
                raise CorpusError(f"{path}:{number}: an emotion is a level from 0 to 4")
            emotion = int(fields[1])
        yield Example(f"{path.relative_to(CORPUS)}:{number}", language, speaker, acts, emotion, fields[-1])


def read_dialogues(path: Path) -> Iterator[Example]:
    """Yield the turns of a file of conversations, each as a message by itself; raise CorpusError naming file, line and turn.

    `alone` is the emotion that the words have by themselves, where it is not the one they have in their context.
    """
    language = path.relative_to(CORPUS).parts[0]
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            turns = json.loads(line)["turns"] if line.strip() else []
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path}:{number}: expected a conversation with turns: {error}") from error
        for at, turn in enumerate(turns, 1):
            yield _turn(f"{path.relative_to(CORPUS)}:{number}.{at}", language, turn)


def _turn(place: str, language: str, turn: dict[str, Any]) -> Example:
    speaker, acts, text = turn.get("speaker"), turn.get("acts"), turn.get("text")
    emotion = turn.get("alone", turn.get("emotion"))
    known = set(acts_of(str(speaker)))
    if not known or not isinstance(acts, list) or not set(acts) <= known or not isinstance(text, str) or not text.strip():
        raise CorpusError(f"{place}: expected a speaker (agent or customer), acts of that speaker, and a text")
    if (speaker == "customer") != (emotion in (0, 1, 2, 3, 4)):
        raise CorpusError(f"{place}: a customer's turn has an emotion from 0 to 4, an agent's has none")
    return Example(place, language, str(speaker), tuple(sorted(set(acts))), emotion, text.strip())


def read_corpus(*, held_out: bool = False) -> list[Example]:
    """Return the training part of the corpus, or the part that was written apart to test on.

    The turns of conversations are in the training part only: held-out conversations are measured on as conversations.
    """
    files = sorted(path for path in CORPUS.glob("*/*/*.txt") if path.parent.name != "groups")
    examples = [example for path in files if path.stem.startswith(HELD_OUT) == held_out for example in read_file(path)]
    if held_out:
        return examples
    conversations = sorted(path for path in CORPUS.glob("*/dialogues/*.jsonl") if not path.stem.startswith(HELD_OUT))
    return examples + [example for path in conversations for example in read_dialogues(path)]


@dataclass(frozen=True, slots=True)
class Group:
    """Messages of an agent's that mean one thing, and some that only look like it."""

    title: str
    like: tuple[str, ...]
    unlike: tuple[str, ...]


def read_groups(language: str) -> list[Group]:
    """Return the groups of like-minded messages: `# title`, then a message a line, look-alikes behind `!`."""
    groups: list[Group] = []
    for path in sorted(CORPUS.glob(f"{language}/groups/*.txt")):
        title, like, unlike = "", list[str](), list[str]()
        for line in [*path.read_text("utf-8").splitlines(), "# "]:
            if line.startswith("#"):
                if len(like) >= 2:
                    groups.append(Group(title, tuple(like), tuple(unlike)))
                title, like, unlike = line[1:].strip(), [], []
            elif line.startswith("!"):
                unlike.append(line[1:].strip())
            elif line.strip():
                like.append(line.strip())
    return groups
