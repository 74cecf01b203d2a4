"""A fault as an author sees it: place, sentence, the line itself, a caret under the spot."""

from __future__ import annotations

import unicodedata

from itr_sim.source.faults import Fault

_TOO_LONG = 160


def width(text: str) -> int:
    """Return how many terminal cells `text` takes; wide characters take two."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    # Marks, and the later letters of a Hangul block, stand in the cell before them.
    if unicodedata.category(char) in ("Mn", "Me") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def visible(text: str) -> str:
    """Return `text` with control characters replaced, so that no file can move the reader's cursor.

    Halves of characters, which a file name may hold, cannot be printed; they are replaced too.
    """
    unseen = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "".join(" " if char == "\t" else "\ufffd" if unicodedata.category(char) in unseen else char for char in text)


def draw(fault: Fault, language: str = "en") -> str:
    """Return the fault in two to four lines: `file:line:column: error[code]: …`, the source line and the caret."""
    span = fault.span
    word = "error" if language == "en" else "错误"
    head = (
        f"{visible(fault.document.name)}:{span.line}:{span.column}: {word}[{fault.kind.code}]: {visible(fault.message(language))}"
    )
    expected = visible(fault.expected(language))
    line = visible(fault.document.line(span.line))
    if not line or len(line) > _TOO_LONG:
        return f"{head}\n  {expected}" if expected else head
    gutter = f"{span.line} | "
    before = line[: span.column - 1]
    end = span.end_column if span.end_line == span.line else len(line) + 1
    under = line[span.column - 1 : max(end, span.column + 1) - 1]
    caret = " " * (len(gutter) - 2) + "| " + " " * width(before) + "^" * max(1, width(under))
    return f"{head}\n{gutter}{line}\n{caret}" + (f"  {expected}" if expected else "")
