"""What is wrong with an authored file: a code, a place, values; the words stand once per language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from itr_sim.source.document import Document, Span


@dataclass(frozen=True, slots=True)
class FaultKind:
    """One kind of mistake. `words` and `expected` are texts per language with `{names}` filled from a fault's values."""

    code: str
    words: dict[str, str]
    expected: dict[str, str] = field(default_factory=dict)

    def at(self, document: Document, span: Span, **values: str) -> Fault:
        """Return a fault of this kind at a place."""
        return Fault(self, document, span, tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class Fault:
    kind: FaultKind
    document: Document
    span: Span
    values: tuple[tuple[str, str], ...] = ()

    def message(self, language: str = "en") -> str:
        """Return the sentence, with the guess of the intended name where there is one."""
        values = dict(self.values)
        text = self.kind.words[language].format(**values)
        guess = values.get("guess")
        if guess:
            text += f"; did you mean {guess}?" if language == "en" else f"；是不是想写 {guess}？"
        return text

    def expected(self, language: str = "en") -> str:
        """Return what would be right here, or an empty text."""
        return self.kind.expected.get(language, "").format(**dict(self.values))

    @property
    def place(self) -> tuple[str, Span]:
        return (self.document.name, self.span)


MOST_TOLD = 200
"""Faults of one file that are told; whoever has more mends these first."""


class FaultsError(Exception):
    """An authored file that cannot be used; carries every fault found, sorted by place.

    Of more than MOST_TOLD the last says only how many follow.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        found = sorted(faults, key=lambda fault: fault.place)
        self.faults = (*found[:MOST_TOLD], *_more(found[MOST_TOLD:]))
        first = found[0]
        super().__init__(
            f"{first.document.name}:{first.span.line}:{first.span.column}: {first.message()}"
            + (f" (and {len(found) - 1} more)" if len(found) > 1 else "")
        )


def _more(faults: Sequence[Fault]) -> Iterator[Fault]:
    if faults:
        yield MORE_FAULTS.at(faults[0].document, faults[0].span, count=str(len(faults)))


MORE_FAULTS = FaultKind(
    "more-faults",
    {"en": "from here on there are {count} more faults", "zh": "从这里起还有 {count} 个问题"},
    {"en": "mend those before first", "zh": "请先改前面的"},
)
SYNTAX = FaultKind(
    "yaml-syntax",
    {"en": "this is not valid YAML here: {problem}", "zh": "这里不是合法的 YAML：{problem}"},
    {"en": "check indentation, colons and quotes on this line", "zh": "检查这一行的缩进、冒号和引号"},
)
EMPTY = FaultKind("empty-file", {"en": "the file is empty", "zh": "文件是空的"})
EQUAL_KEYS = FaultKind(
    "equal-keys",
    {"en": '"{found}" stands twice in one mapping', "zh": "同一层里出现了两个“{found}”"},
    {"en": "the first is in line {first}; keep one", "zh": "第一个在第 {first} 行；只留一个"},
)
NOT_A_KEY = FaultKind("not-a-key", {"en": "a key must be a single word or text", "zh": "键必须是一个词或一段文字"})
CONTROL = FaultKind(
    "control-character",
    {"en": "there is a character here that moves the cursor: {found}", "zh": "这里有控制字符：{found}"},
    {"en": "take it out", "zh": "请删掉"},
)
TOO_DEEP = FaultKind(
    "too-deep",
    {"en": "the file nests too deeply or repeats itself through anchors", "zh": "嵌套过深，或通过锚点反复展开"},
)
MISSING = FaultKind(
    "missing-key",
    {"en": '"{key}" is missing', "zh": "缺少“{key}”"},
    {"en": "add {key}: …", "zh": "补上 {key}: …"},
)
UNKNOWN_KEY = FaultKind(
    "unknown-key",
    {"en": '"{found}" is not a key here', "zh": "这里没有“{found}”这个键"},
    {"en": "one of: {allowed}", "zh": "可用的键：{allowed}"},
)
NOT_ALLOWED = FaultKind(
    "value-not-allowed",
    {"en": '"{found}" is not one of the values allowed here', "zh": "“{found}”不是这里可用的值"},
    {"en": "one of: {allowed}", "zh": "可用的值：{allowed}"},
)
WRONG_TYPE = FaultKind(
    "wrong-type",
    {"en": "{wanted_en} is expected here", "zh": "这里需要{wanted_zh}"},
)
OUT_OF_RANGE = FaultKind(
    "out-of-range",
    {"en": "{found} is out of range: it must be {bound}", "zh": "{found} 超出范围：应为 {bound}"},
)
TOO_FEW = FaultKind("too-few", {"en": "at least {bound} expected here", "zh": "这里至少要有 {bound} 个"})
TOO_MANY = FaultKind("too-many", {"en": "at most {bound} expected here", "zh": "这里最多 {bound} 个"})
WRONG_FORM = FaultKind(
    "wrong-form",
    {"en": '"{found}" has the wrong form', "zh": "“{found}”的写法不对"},
    {
        "en": "lower-case letters, digits and hyphens only, as in late-parcel",
        "zh": "只用小写字母、数字和连字符，例如 late-parcel",
    },
)
BAD_VALUE = FaultKind("bad-value", {"en": "{reason_en}", "zh": "{reason_zh}"})
