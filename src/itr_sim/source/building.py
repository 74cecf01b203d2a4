"""Nodes to pydantic models, with pydantic's errors turned into faults at the author's own places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from itr_sim.source.document import Document, Span
from itr_sim.source.faults import (
    BAD_VALUE,
    MISSING,
    NOT_ALLOWED,
    OUT_OF_RANGE,
    TOO_FEW,
    TOO_MANY,
    UNKNOWN_KEY,
    WRONG_FORM,
    WRONG_TYPE,
    Fault,
)
from itr_sim.source.guessing import closest
from itr_sim.source.nodes import Mapping, Node, Path, Scalar, node_at, plain

Model = TypeVar("Model", bound=BaseModel)

WANTED = {
    "int": ("a whole number", "整数"),
    "float": ("a number", "数字"),
    "bool": ("true or false", "true 或 false"),
    "string": ("text", "文字"),
    "list": ("a list", "列表"),
    "tuple": ("a list", "列表"),
    "dict": ("a mapping of keys and values", "键值结构"),
    "model": ("a mapping of keys and values", "键值结构"),
    "finite": ("a finite number", "有限的数字"),
}
"""What a value should be, in English and Chinese, by the first word of pydantic's error type."""


def build(model: type[Model], node: Node, document: Document) -> tuple[Model | None, list[Fault]]:
    """Return the model, or None and every fault; a mistyped key is one fault, not `missing` and `unknown` both."""
    try:
        return model.model_validate(plain(node)), []
    except ValidationError as error:
        return None, _faults(error.errors(include_url=False), node, document, model)


def _keys(model: type[BaseModel], location: Path) -> set[str]:
    """Return the keys that may stand at a place below `model`, as an author would type them."""
    here: list[Any] = [model]
    for part in location:
        # A part that leads nowhere is the name of a union's member.
        here = [inner for each in here for inner in _below(each, part)] or here
    return {field.alias or name for each in here if _is_model(each) for name, field in each.model_fields.items()}


def _below(annotation: Any, part: int | str) -> Iterator[Any]:
    """Yield the annotations of what stands under a key or at a number of something so annotated."""
    arguments = get_args(annotation)
    if _is_model(annotation):
        named = (field for name, field in annotation.model_fields.items() if part in (name, field.alias))
        for field in named:
            yield from _alternatives(field.annotation)
    elif get_origin(annotation) is dict:
        yield from _alternatives(arguments[1])
    elif get_origin(annotation) in (list, tuple) and isinstance(part, int):
        yield from _alternatives(arguments[0])


def _alternatives(annotation: Any) -> Iterator[Any]:
    """Yield the members of a union, or the annotation itself, without what is said about it besides."""
    if get_origin(annotation) in (Union, UnionType):
        for each in get_args(annotation):
            yield from _alternatives(each)
    else:
        yield get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _faults(errors: list[ErrorDetails], root: Node, document: Document, model: type[BaseModel]) -> list[Fault]:
    within = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    errors = [error for error in errors if not _follows(error, within)]
    missing = [(node_at(root, error["loc"][:-1]), str(error["loc"][-1])) for error in errors if error["type"] == "missing"]
    absent = defaultdict[int, list[str]](list)
    for node, key in missing:
        absent[id(node)].append(key)
    faults, explained = [], set()
    for error in errors:
        if error["type"] != "extra_forbidden":
            continue
        parent = node_at(root, error["loc"][:-1])
        siblings = _keys(model, error["loc"][:-1])
        fault, guess = _unknown_key(str(error["loc"][-1]), parent, absent[id(parent)], document, siblings)
        faults.append(fault)
        if guess in absent[id(parent)]:
            explained.add((id(parent), guess))
    for node, key in missing:
        if (id(node), key) not in explained:
            faults.append(MISSING.at(document, _head(node), key=key))
    faults += [_wrong_value(error, root, document) for error in errors if error["type"] not in ("missing", "extra_forbidden")]
    unique = {(fault.kind.code, fault.span, fault.values): fault for fault in faults}
    return sorted(unique.values(), key=lambda fault: fault.place)


def _follows(error: ErrorDetails, within: set[Path]) -> bool:
    """Return whether a list is called too short only because members of it are at fault: its place is one they are within."""
    return error["type"] == "too_short" and error["loc"] in within


def _unknown_key(key: str, parent: Node, absent: list[str], document: Document, siblings: set[str]) -> tuple[Fault, str | None]:
    place = parent.key(key) if isinstance(parent, Mapping) else None
    allowed = [*absent, *sorted(siblings - set(absent))]
    guess = closest(key, allowed)
    values = {"found": key, "allowed": ", ".join(allowed) or "—"} | ({"guess": f'"{guess}"'} if guess else {})
    return UNKNOWN_KEY.at(document, place.span if place else _head(parent), **values), guess


def _wrong_value(error: ErrorDetails, root: Node, document: Document) -> Fault:
    node = node_at(root, error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    found = node.text if isinstance(node, Scalar) else "…"
    if kind in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        guess = closest(found, allowed.split(", "))
        values = {"found": found, "allowed": allowed} | ({"guess": f'"{guess}"'} if guess else {})
        return NOT_ALLOWED.at(document, node.span, **values)
    for ending, fault_kind, values in (
        ("too_short", TOO_FEW, {"bound": str(context.get("min_length"))}),
        ("too_long", TOO_MANY, {"bound": str(context.get("max_length"))}),
        ("pattern_mismatch", WRONG_FORM, {"found": found}),
    ):
        if kind.endswith(ending):
            return fault_kind.at(document, _head(node), **values)
    if kind.startswith(("greater_than", "less_than")):
        return OUT_OF_RANGE.at(document, _head(node), found=found, bound=_bound(kind, context))
    if kind.startswith("itr_"):
        return BAD_VALUE.at(document, _head(node), reason_en=error["msg"], reason_zh=str(context.get("zh", error["msg"])))
    wanted = WANTED.get(kind.split("_")[0])
    if wanted:
        return WRONG_TYPE.at(document, _head(node), wanted_en=wanted[0], wanted_zh=wanted[1])
    return BAD_VALUE.at(document, _head(node), reason_en=error["msg"], reason_zh=error["msg"])


def _bound(kind: str, context: dict[str, Any]) -> str:
    signs = {
        "greater_than_equal": ("≥", "ge"),
        "greater_than": (">", "gt"),
        "less_than_equal": ("≤", "le"),
        "less_than": ("<", "lt"),
    }
    sign, key = signs[kind]
    return f"{sign} {context.get(key)}"


def _head(node: Node) -> Span:
    """Return a span on the first line of the node, for a caret of one line."""
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0][0].span
    span = node.span
    return span if span.line == span.end_line else Span(span.line, span.column, span.line, span.column + 1)
