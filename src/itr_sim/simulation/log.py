"""The session log: append-only JSON Lines, on disk before the reply is shown; a killed session goes on from it.

Records: `opened` (what the session is), then `did` for each tool that is used (it goes along with the next message or the end),
and for each message `said` (the words, as soon as they are entered) and `heard` (the reading with the recognizer that made it,
and the events), or `given_up`. A last line that was cut off by a crash is
dropped when the log is opened again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from itr_sim.scenario import Persona, Scenario
from itr_sim.simulation.events import AftermathTold, CustomerSays, Ended, Event, ToolUsed
from itr_sim.simulation.hearing import Said
from itr_sim.simulation.playing import Player
from itr_sim.simulation.transcribing import Exchange
from itr_sim.transcript.harmless import harmless
from itr_sim.understanding import Reading, Recognizer

LOG_VERSION = 1
_EVENTS: dict[str, type] = {kind.__name__: kind for kind in (CustomerSays, ToolUsed, Ended, AftermathTold)}


class LogError(Exception):
    """A session log that cannot be used; `words` says why in each interface language, `line` where (1-based)."""

    def __init__(self, path: Path, line: int, words: dict[str, str]) -> None:
        super().__init__(f"{path}:{line}:1: {words['en']}")
        self.path, self.line, self.words = path, line, words


@dataclass(frozen=True, slots=True)
class Opening:
    """What a session is: enough to play it again."""

    scenario: str
    case: str
    persona: str
    seed: int
    at: datetime
    recognizer: str
    rubric: str
    mode: str
    language: str
    digest: str
    """Fingerprint of scenario and persona; another one means that the YAML has changed since."""
    scenario_file: str = ""
    """Where it was read from, if it does not ship; so with the persona."""
    persona_file: str = ""


def digest_of(scenario: Scenario, persona: Persona) -> str:
    """Return the fingerprint of what the session plays. Tests and hints may change without harm."""
    text = scenario.model_dump_json(exclude={"tests", "hints", "rubric"}) + persona.model_dump_json()
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


class SessionLog:
    """An open log. Every record is on the disk when `append` returns."""

    def __init__(self, path: Path, stream: BinaryIO) -> None:
        self.path, self._stream = path, stream

    @classmethod
    def create(cls, path: Path, opening: Opening, events: Sequence[Event]) -> SessionLog:
        """Begin a log; raise FileExistsError if there is one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        log = cls(path, _alone(path.open("xb"), path))
        record = asdict(opening) | {"at": opening.at.isoformat()}
        log.append({"v": LOG_VERSION, "record": "opened", **record, "events": [event_json(event) for event in events]})
        return log

    @classmethod
    def reopen(cls, path: Path) -> SessionLog:
        """Open a log to go on with it; a last line that was cut off is removed from the file.

        Raises LogError if another process has it open.
        """
        stream = _alone(path.open("r+b"), path)
        stream.truncate(stream.read().rfind(b"\n") + 1)
        stream.seek(0, os.SEEK_END)
        return cls(path, stream)

    def append(self, record: dict[str, Any]) -> None:
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
        self._stream.write(line.encode("utf-8", "replace"))
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def did(self, tool: str) -> None:
        """Record that a tool was used, before what it gives is shown."""
        self.append({"record": "did", "tool": tool})

    def said(self, turn: int, text: str, at: datetime, actions: Sequence[str]) -> None:
        """Record what the trainee entered, before anything is made of it."""
        self.append({"record": "said", "turn": turn, "at": at.isoformat(), "text": text, "actions": list(actions)})

    def heard(self, turn: int, reading: Reading, events: Sequence[Event]) -> None:
        """Record how it was read and what happened, before any of it is shown."""
        self.append(
            {"record": "heard", "turn": turn, "reading": reading.as_json(), "events": [event_json(event) for event in events]}
        )

    def given_up(self, at: datetime, events: Sequence[Event]) -> None:
        self.append({"record": "given_up", "at": at.isoformat(), "events": [event_json(event) for event in events]})

    def close(self) -> None:
        self._stream.close()


def _alone(stream: BinaryIO, path: Path) -> BinaryIO:
    """Return the stream, locked against other processes as long as it is open; raise LogError if one has it open already."""
    if sys.platform == "win32":
        return stream
    import fcntl

    try:
        fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stream.close()
        words = {"en": "this session is open in another terminal", "zh": "这次会话正在另一个终端里进行"}
        raise LogError(path, 1, words) from None
    except OSError:
        return stream  # a file system without locks: then nobody is kept out
    return stream


def event_json(event: Event) -> dict[str, Any]:
    """Return an event as plain data."""
    return {"event": type(event).__name__, **asdict(event)}


def event_from_json(data: dict[str, Any]) -> Event:
    """Return the event that `event_json` described."""
    values = {key: _clean(value) for key, value in data.items() if key != "event"}
    kind: Any = _EVENTS[data["event"]]
    event: Event = kind(**values)
    return event


@dataclass(frozen=True, slots=True)
class Recorded:
    """A log read back: what the session is, every exchange, and what was entered but not yet played."""

    opening: Opening
    exchanges: tuple[Exchange, ...]
    unplayed: tuple[str, datetime, tuple[str, ...]] | None
    """A last message: its text, when, and the tools that go along with it."""
    pending: tuple[str, ...] = ()
    """Tools that were used since the last message."""


def read_log(path: Path) -> Recorded:
    """Read a log; raise LogError at the line that is no record of one."""
    records = _records(path)
    line = 1
    try:
        opening = _opening(records[0])
        exchanges = [Exchange(None, opening.at, _events(records[0]))]
        waiting: dict[str, Any] | None = None
        pending: list[str] = []
        for line, record in enumerate(records[1:], 2):  # noqa: B007 - told where it fails
            if record["record"] == "did":
                pending.append(str(record["tool"]))
            elif record["record"] == "said":
                waiting = record
                pending = []
            elif record["record"] == "heard" and waiting is not None:
                said = _said(waiting, record)
                exchanges.append(Exchange(said, said.at, _events(record)))
                waiting = None
            elif record["record"] == "given_up":
                pending = []
                exchanges.append(Exchange(None, datetime.fromisoformat(record["at"]), _events(record)))
        unplayed = None
        if waiting is not None:
            unplayed = (harmless(waiting["text"]), datetime.fromisoformat(waiting["at"]), tuple(waiting["actions"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        words = {"en": "this line is not as itr-sim writes it into a session log", "zh": "这一行不是 itr-sim 写的会话记录"}
        raise LogError(path, line, words) from None
    return Recorded(opening, tuple(exchanges), unplayed, tuple(pending))


def _opening(record: dict[str, Any]) -> Opening:
    known = {field.name: record[field.name] for field in fields(Opening) if field.name in record}
    return Opening(**{**known, "at": datetime.fromisoformat(record["at"])})


def _said(waiting: dict[str, Any], heard: dict[str, Any]) -> Said:
    at = datetime.fromisoformat(waiting["at"])
    return Said(harmless(waiting["text"]), Reading.from_json(heard["reading"]), at, tuple(waiting["actions"]))


def replay(recorded: Recorded, scenario: Scenario, persona: Persona, recognizer: Recognizer, path: Path) -> Player:
    """Return a player brought to where the log stands, by playing it again from its recorded readings.

    Raises LogError if the YAML has changed since, or if any event comes out otherwise than it was recorded.
    """
    opening = recorded.opening
    if digest_of(scenario, persona) != opening.digest:
        raise LogError(
            path,
            1,
            {
                "en": f"the scenario {opening.scenario} or the persona {opening.persona} has changed since this session",
                "zh": f"场景 {opening.scenario} 或客户性格 {opening.persona} 在这次会话之后改过了",
            },
        )
    try:
        player = Player(scenario, persona, recognizer, seed=opening.seed, at=opening.at, case=opening.case)
    except (KeyError, TypeError, ValueError) as error:
        words = {"en": f"the session cannot be opened: {error!r}", "zh": f"会话无法打开：{error!r}"}
        raise LogError(path, 1, words) from None
    for number, exchange in enumerate(recorded.exchanges):
        try:
            events = _again(player, number, exchange)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            words = {"en": f"message {number} cannot be played: {error!r}", "zh": f"第 {number} 条无法重放：{error!r}"}
            raise LogError(path, 1, words) from None
        if events != exchange.events:
            words = {"en": f"message {number} plays differently from its record", "zh": f"第 {number} 条重放的结果与记录不一致"}
            raise LogError(path, 1, words)
    return player


def _again(player: Player, number: int, exchange: Exchange) -> tuple[Event, ...]:
    """Play one recorded exchange and return what happens now."""
    if number == 0:
        return player.exchanges[0].events
    if exchange.said:
        return player.say(exchange.said)
    return player.give_up(exchange.at, [event.tool for event in exchange.events if isinstance(event, ToolUsed)])


def _records(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        words = {"en": f"cannot be read: {error.strerror}", "zh": f"无法读取：{error.strerror}"}
        raise LogError(path, 1, words) from None
    records = []
    for number, line in enumerate(lines[:-1], 1):
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict) or "record" not in record:
            words = {"en": "this line is not a record of a session", "zh": "这一行不是会话记录"}
            raise LogError(path, number, words)
        records.append(record)
    if not records:
        raise LogError(path, 1, {"en": "the session log is empty", "zh": "会话记录是空的"})
    return records


def _clean(value: Any) -> Any:
    """Return a value of an event, its texts harmless: a log may come from elsewhere."""
    if isinstance(value, list):
        return tuple(map(_clean, value))
    return harmless(value) if isinstance(value, str) else value


def _events(record: dict[str, Any]) -> tuple[Event, ...]:
    return tuple(event_from_json(event) for event in record["events"])
