"""Lines of a given width: Chinese may break between any two characters, words may not."""

from __future__ import annotations

from rich.cells import cell_len

_NEVER_FIRST = "，。！？、；：”’）》…,.!?;:)%"


def fold(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` cells."""
    lines: list[str] = []
    line: list[str] = []
    for piece in _pieces(text):
        if cell_len("".join(line)) + cell_len(piece.rstrip()) <= width:
            line.append(piece)
            continue
        if piece[0] in _NEVER_FIRST and len(line) > 1 and cell_len(line[-1] + piece.rstrip()) <= width:
            lines.append("".join(line[:-1]).rstrip())
            line = [line[-1], piece]
            continue
        lines += ["".join(line).rstrip()] if line else []
        *whole, last = _cut(piece.lstrip(), width)
        lines += whole
        line = [last]
    rest = "".join(line).rstrip()
    return [*lines, rest] if rest or not lines else lines


def _cut(piece: str, width: int) -> list[str]:
    """Return a piece that is too long for a line (an address on the web) in parts of the width."""
    parts = [""]
    for char in piece:
        if parts[-1] and cell_len(parts[-1]) + cell_len(char) > width:
            parts.append("")
        parts[-1] += char
    return parts


def _pieces(text: str) -> list[str]:
    """Return the parts that stay whole: a wide character, or a word with the blank behind it."""
    pieces: list[str] = []
    for char in text.replace("\n", " "):
        joins = pieces and cell_len(char) == 1 and pieces[-1] and cell_len(pieces[-1][-1]) == 1 and not pieces[-1].endswith(" ")
        if joins:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces
