"""A session with its log: what the screen, the plain input and the tests of scenarios all play on."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from itr_sim.app.faults import UsageError
from itr_sim.app.home import sessions_folder
from itr_sim.app.language import either
from itr_sim.rubric import Rubric, Scorecard, score
from itr_sim.scenario import Catalogue, Persona, Scenario
from itr_sim.simulation import Event, Said
from itr_sim.simulation.log import Opening, Recorded, SessionLog, digest_of, read_log, replay
from itr_sim.simulation.playing import Player
from itr_sim.transcript import Transcript
from itr_sim.understanding import Recognizer, read_transcript

if TYPE_CHECKING:
    from itr_sim.understanding import Reading

LONGEST_MESSAGE = 2000
"""Characters of one typed message that are taken; the rest is cut off, and said so."""


class Rehearsal:
    """Plays a session and logs every step before it is shown."""

    def __init__(self, player: Player, log: SessionLog, opening: Opening) -> None:
        self.player, self.log, self.opening = player, log, opening
        self.last_reading: Reading | None = None

    @property
    def name(self) -> str:
        return self.log.path.stem

    def say(self, text: str, at: datetime, actions: Sequence[str] = ()) -> tuple[Event, ...]:
        """Play one message: logged as typed, then as read and answered, then returned to be shown."""
        turn = len(self.player.exchanges)
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
        events = self.player.give_up(at)
        self.log.given_up(at, events)
        return events

    def transcript(self, recognizer: Recognizer) -> Transcript:
        """Return the conversation with every turn read."""
        return read_transcript(self.player.transcript(self.name), recognizer)


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
) -> Rehearsal:
    """Return a new session whose log has been begun; without a seed one is drawn (and recorded)."""
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
    )
    for number in range(100):
        mark = f"-{number}" if number else ""
        path = sessions_folder() / f"{at:%Y%m%d-%H%M%S}-{scenario.id}{mark}.jsonl"
        try:
            return Rehearsal(player, SessionLog.create(path, opening, player.exchanges[0].events), opening)
        except FileExistsError:
            continue
    raise UsageError(
        either(f"there are too many sessions of this second in {sessions_folder()}", f"{sessions_folder()} 里同一秒的会话太多")
    )


def resume(path: Path, catalogue: Catalogue, recognizer: Recognizer) -> tuple[Rehearsal, Recorded]:
    """Return a session brought to where its log stands; raises LogError as `replay` does."""
    recorded = read_log(path)
    player = played_again(recorded, path, catalogue, recognizer)
    return Rehearsal(player, SessionLog.reopen(path), recorded.opening), recorded


def played_again(recorded: Recorded, path: Path, catalogue: Catalogue, recognizer: Recognizer) -> Player:
    """Return the player of a recorded session; raise UsageError if its YAML is not there."""
    opening = recorded.opening
    try:
        scenario = catalogue.scenario(opening.scenario, opening.language)
        persona = catalogue.persona(opening.persona, opening.language)
    except KeyError as error:
        missing = error.args[0]
        raise UsageError(
            either(
                f"the session needs {missing}, which is not here; name its folder with --scenarios",
                f"这次会话需要 {missing}，但找不到；用 --scenarios 指明它所在的文件夹",
            )
        ) from None
    return replay(recorded, scenario, persona, recognizer, path)


def session_path(name: str | None) -> Path:
    """Return the log of a session by path, by name, or the latest unfinished one; raise UsageError if there is none."""
    if name and (path := Path(name)).suffix == ".jsonl":
        if path.exists():
            return path
        raise UsageError(either(f"there is no session log {name}", f"没有会话记录 {name}"))
    logs = sorted(sessions_folder().glob("*.jsonl"), key=lambda path: path.stat().st_mtime, reverse=True)
    if name:
        found = [path for path in logs if path.stem == name] or [path for path in logs if name in path.stem]
    else:
        found = [path for path in logs if not _finished(path)][:1]
    if not found:
        raise UsageError(
            either(
                f"there is no session {name}" if name else "there is no unfinished session; itr-sim play SCENARIO begins one",
                f"没有会话 {name}" if name else "没有未完成的会话；用 itr-sim play 场景 开始一次",
            )
        )
    return found[0]


def _finished(path: Path) -> bool:
    last = path.read_bytes().rstrip(b"\n").rsplit(b"\n", 1)[-1]
    return b'"event":"Ended"' in last


def scored(transcript: Transcript, rubric: Rubric, recognizer: Recognizer) -> Scorecard:
    """Return the scorecard of a session."""
    return score(transcript, rubric, recognizer.name)
