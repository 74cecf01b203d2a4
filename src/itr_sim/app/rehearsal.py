"""A session with its log: what the screen and the plain input play on."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from itr_sim.app.choices import one_of
from itr_sim.app.faults import UsageError
from itr_sim.app.home import sessions_folder
from itr_sim.app.language import either
from itr_sim.scenario import Catalogue, Persona, Scenario
from itr_sim.simulation import Event, Said, ToolUsed
from itr_sim.simulation.log import Opening, Recorded, SessionLog, digest_of, read_log, replay
from itr_sim.simulation.playing import Player
from itr_sim.transcript import Transcript
from itr_sim.understanding import Recognizer, read_transcript
from itr_sim.understanding.recognizer import RECOGNIZERS

if TYPE_CHECKING:
    from itr_sim.understanding import Reading


class Rehearsal:
    """Plays a session and logs every step before it is shown."""

    def __init__(self, player: Player, log: SessionLog, opening: Opening, pending: Sequence[str] = ()) -> None:
        self.player, self.log, self.opening = player, log, opening
        player.look_at_examples()
        self.pending = list(pending)
        """Tools that were used and go along with the next message, or with the end."""
        self.last_reading: Reading | None = None

    @property
    def name(self) -> str:
        """What `--resume` and `replay` find the session by: its name, or its file where it lies elsewhere."""
        path = self.log.path
        return path.stem if path.parent == sessions_folder() else str(path)

    def do(self, tool: str) -> ToolUsed:
        """Use a tool of the desk: logged, then returned to be shown; it takes effect with the next message or the end."""
        used = self.player.look(tool)
        self.log.did(tool)
        self.pending.append(tool)
        return used

    def say(self, text: str, at: datetime) -> tuple[Event, ...]:
        """Play one message: logged as typed, then as read and answered, then returned to be shown."""
        turn = len(self.player.exchanges)
        actions, self.pending = self.pending, []
        self.log.said(turn, text, at, actions)
        return self._play(turn, text, at, actions)

    def go_on(self, recorded: Recorded) -> tuple[Event, ...]:
        """Play the message that was entered just before the session was killed, if there is one."""
        if recorded.unplayed is None:
            return ()
        text, at, actions = recorded.unplayed
        return self._play(len(self.player.exchanges), text, at, actions)

    def _play(self, turn: int, text: str, at: datetime, actions: Sequence[str]) -> tuple[Event, ...]:
        reading = self.player.read(text)
        events = self.player.say(Said(text, reading, at, tuple(actions)))
        self.log.heard(turn, reading, events)
        self.last_reading = reading
        return events

    def give_up(self, at: datetime) -> tuple[Event, ...]:
        """End the session from the trainee's side."""
        actions, self.pending = self.pending, []
        events = self.player.give_up(at, actions)
        self.log.given_up(at, events)
        return events

    def transcript(self, recognizer: Recognizer) -> Transcript:
        """Return the conversation with every turn read."""
        return read_transcript(self.player.transcript(transcript_id(self.opening)), recognizer)


def begin(
    scenario: Scenario,
    persona: Persona,
    recognizer: Recognizer,
    *,
    at: datetime,
    seed: int | None,
    case: str | None,
    rubric: str,
    mode: str,
    language: str,
    files: tuple[str, str] = ("", ""),
    name: str | None = None,
) -> Rehearsal:
    """Return a new session whose log has been begun; without a seed one is drawn (and recorded).

    `files` are those of scenario and persona where these do not ship. The log is named by the real clock unless a `name` is
    given: `at` may be the same for many sessions.
    """
    seed = secrets.randbelow(100_000) if seed is None else seed
    player = Player(scenario, persona, recognizer, seed=seed, at=at, case=case)
    opening = Opening(
        scenario=scenario.id,
        case=player.session.case,
        persona=persona.id,
        seed=seed,
        at=at,
        recognizer=recognizer.name,
        rubric=rubric,
        mode=mode,
        language=language,
        digest=digest_of(scenario, persona),
        scenario_file=files[0],
        persona_file=files[1],
    )
    while True:
        path = sessions_folder() / f"{name or _new_name(scenario.id)}.jsonl"
        try:
            return Rehearsal(player, SessionLog.create(path, opening, player.exchanges[0].events), opening)
        except FileExistsError:
            if name:
                raise


def _new_name(scenario: str) -> str:
    return f"{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}-{scenario}"


def transcript_id(opening: Opening) -> str:
    """Return the name of a session's transcript: what was played, and nothing of when, so that it is the same every time."""
    return f"{opening.scenario}-{opening.case}-{opening.persona}-{opening.seed}"


def resume(path: Path, catalogue: Catalogue, recognizer: Recognizer) -> tuple[Rehearsal, Recorded]:
    """Return a session brought to where its log stands; raises LogError as `replay` does."""
    recorded = read_log(path)
    player = played_again(recorded, path, catalogue, recognizer)
    return Rehearsal(player, SessionLog.reopen(path), recorded.opening, recorded.pending), recorded


def recognizer_kind(opening: Opening) -> str:
    """Return which recognizer a session was begun with; raise UsageError if there is none of that name."""
    return one_of("--recognizer", opening.recognizer.split("-")[0], list(RECOGNIZERS))


def played_again(recorded: Recorded, path: Path, catalogue: Catalogue, recognizer: Recognizer) -> Player:
    """Return the player of a recorded session; raise UsageError if its YAML is not there."""
    opening = recorded.opening
    try:
        scenario = catalogue.scenario(opening.scenario_file or opening.scenario, opening.language)
        persona = catalogue.persona(opening.persona_file or opening.persona, opening.language)
    except KeyError as error:
        missing = error.args[0]
        raise UsageError(
            either(
                f"the session needs {missing}, which is not here; name its folder with --scenarios",
                f"这次会话需要 {missing}，但找不到；用 --scenarios 指明它所在的文件夹",
            )
        ) from None
    return replay(recorded, scenario, persona, recognizer, path)


def session_path(name: str | None, *, finished: bool = False) -> Path:
    """Return the log of a session by path, by name, or the latest; raise UsageError if there is none.

    The latest is one that can go on, and of several of a name one that can, unless `finished` ones will do.
    """
    if name and (path := Path(name)).suffix == ".jsonl":
        if path.exists():
            return path
        raise UsageError(either(f"there is no session log {name}", f"没有会话记录 {name}"))
    logs = sorted(sessions_folder().glob("*.jsonl"), key=lambda path: path.stat().st_mtime, reverse=True)
    logs = [path for path in logs if path.stat().st_size]
    if name:
        found = [path for path in logs if path.stem == name] or [path for path in logs if name in path.stem]
        found = found if finished else sorted(found, key=_finished)
    else:
        found = [path for path in logs if finished or not _finished(path)][:1]
    if not found:
        none = (
            either("there is no session yet", "还没有会话")
            if finished
            else either("there is no unfinished session", "没有未完成的会话")
        )
        raise UsageError(
            either(
                f"there is no session {name}" if name else f"{none}; itr-sim play SCENARIO begins one",
                f"没有会话 {name}" if name else f"{none}；用 itr-sim play 场景 开始一次",
            )
        )
    return found[0]


def _finished(path: Path) -> bool:
    last = path.read_bytes().rstrip(b"\n").rsplit(b"\n", 1)[-1]
    return b'"event":"Ended"' in last
