"""A plain-text chat: `客户: …` / `客服: …` or `Customer: …` / `Agent: …`, a blank line of `---` between conversations.

A line without a speaker goes on with the message before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from itr_sim.transcript.model import Transcript
from itr_sim.transcript.readers.reading import Incoming, Line, Reader, ReadError

SPEAKERS = {
    **dict.fromkeys(("customer", "客户", "顾客", "买家", "用户", "消费者", "buyer", "client", "user"), "customer"),
    **dict.fromkeys(("agent", "客服", "坐席", "商家", "卖家", "店铺", "学员", "trainee", "support", "seller", "rep"), "agent"),
    **dict.fromkeys(("system", "系统"), "system"),
}
_SPOKEN = re.compile(
    r"^\s*(?:\[?(?P<at>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)\]?\s+)?"
    r"(?P<who>[^\s:：]{1,12})\s*[:：]\s?(?P<text>.*)$"
)


def _read(name: str, first: Line, rest: Iterator[Line]) -> Iterator[Transcript]:
    incoming = Incoming(name, first.number)
    for line in chain([first], rest):
        if re.fullmatch(r"\s*[-=]{3,}\s*", line.text):
            if incoming.turns:
                yield incoming.transcript()
            incoming = Incoming(name, line.number + 1)
        elif turn := _turn(line.text):
            incoming.add(line.number, turn)
        elif line.text.strip() and incoming.turns:
            incoming.go_on(line.text.strip())
        elif line.text.strip():
            raise ReadError(
                name,
                line.number,
                1,
                {
                    "en": 'nobody speaks here; begin each message with its speaker, as in "Customer: …" and "Agent: …"',
                    "zh": "看不出是谁说的；每条消息以说话人开头，例如“客户: …”“客服: …”",
                },
            )
    if incoming.turns:
        yield incoming.transcript()


def _turn(line: str) -> dict[str, Any] | None:
    spoken = _SPOKEN.match(line)
    speaker = SPEAKERS.get(spoken["who"].lower()) if spoken else None
    if spoken is None or speaker is None:
        return None
    return {"speaker": speaker, "text": spoken["text"]} | ({"at": spoken["at"]} if spoken["at"] else {})


READER = Reader("chat", (".txt", ".chat"), lambda line: True, _read)
