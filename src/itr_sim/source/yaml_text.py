"""YAML text to nodes with places."""

from __future__ import annotations

import re

import yaml

from itr_sim.source.document import Document, Span
from itr_sim.source.faults import CONTROL, EMPTY, EQUAL_KEYS, NOT_A_KEY, SYNTAX, TOO_DEEP, Fault
from itr_sim.source.nodes import Mapping, Node, Scalar, Sequence

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_NODES = 200_000
_MAX_DEPTH = 60
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves the reader's cursor or turns the reading direction, as an escape in quotes may bring it in."""


def read_yaml(document: Document) -> tuple[Node | None, list[Fault]]:
    """Return the root node and every fault of the text itself; the node is None where nothing could be read."""
    try:
        deep = _too_deep(document.text)
        if deep:
            return None, [TOO_DEEP.at(document, deep)]
        root = yaml.compose(document.text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        return None, [SYNTAX.at(document, _place(error, document), problem=error.problem or "")]
    except yaml.reader.ReaderError:
        # The error's own position is in bytes or in characters, by the parser that found it.
        found = yaml.reader.Reader.NON_PRINTABLE.search(document.text)
        lines = (document.text[: found.start()] + "x" if found else "x").splitlines()
        line, column = len(lines), len(lines[-1])
        return None, [SYNTAX.at(document, Span(line, column, line, column + 1), problem="a control character")]
    if root is None:
        return None, [EMPTY.at(document, Span(1, 1, 1, 2))]
    reader = _Reader(document)
    node = reader.node(root, 0)
    return (None if reader.exhausted else node), reader.faults


def _too_deep(text: str) -> Span | None:
    """Return where the text nests too deeply, or None. Looked at first: composing recurses in C without a limit."""
    try:
        return _first_too_deep(text)
    except yaml.scanner.ScannerError as error:
        # Newer parsers stop at a depth of their own, before they hand out what led there.
        if error.problem_mark is None or "nesting depth" not in (error.problem or ""):
            raise
        return _first_too_deep(text[: error.problem_mark.index])


def _first_too_deep(text: str) -> Span | None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            mark = event.start_mark
            if depth > _MAX_DEPTH and mark:
                return Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _place(error: yaml.MarkedYAMLError, document: Document) -> Span:
    """Return where the error is; what is missing at the end of the file is shown where it began."""
    lines = len(document.text.splitlines())
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark and mark.line < lines]
    line, column = (marks[0].line + 1, marks[0].column + 1) if marks else (max(1, lines), len(document.line(lines)) + 1)
    return Span(line, column, line, column + 1)


class _Reader:
    """Turns PyYAML nodes into ours; counts them, since anchors can multiply a small file without end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[Fault] = []
        self.seen = 0
        self.exhausted = False

    def node(self, raw: yaml.Node, depth: int) -> Node:
        span = _span(raw)
        self.seen += 1
        if self.seen > _MAX_NODES or depth > _MAX_DEPTH:
            if not self.exhausted:
                self.faults.append(TOO_DEEP.at(self.document, span))
            self.exhausted = True
            return Scalar("", span)
        if isinstance(raw, yaml.ScalarNode):
            self._look_for_control(raw)
            return Scalar(raw.value, span, quoted=raw.style in ("'", '"', "|", ">"))
        if isinstance(raw, yaml.SequenceNode):
            return Sequence(tuple(self.node(item, depth + 1) for item in raw.value if not self.exhausted), span)
        return self._mapping(raw, span, depth)

    def _look_for_control(self, raw: yaml.ScalarNode) -> None:
        found = _CONTROL.search(raw.value)
        if found:
            self.faults.append(CONTROL.at(self.document, _span(raw), found=f"U+{ord(found[0]):04X}"))

    def _mapping(self, raw: yaml.Node, span: Span, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for raw_key, raw_value in raw.value:
            if self.exhausted:
                break
            if not isinstance(raw_key, yaml.ScalarNode):
                self.faults.append(NOT_A_KEY.at(self.document, _span(raw_key)))
                continue
            self._look_for_control(raw_key)
            key = Scalar(raw_key.value, _span(raw_key))
            if key.text in entries:
                first = str(entries[key.text][0].span.line)
                self.faults.append(EQUAL_KEYS.at(self.document, key.span, found=key.text, first=first))
                self.seen += 1
                self.exhausted = self.seen > _MAX_NODES
                continue
            entries[key.text] = (key, self.node(raw_value, depth + 1))
        return Mapping(tuple(entries.values()), span)


def _span(raw: yaml.Node) -> Span:
    start, end = raw.start_mark, raw.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
