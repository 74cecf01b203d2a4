"""The screen of a session, as text."""

from __future__ import annotations

import io
import itertools
from datetime import timedelta

import pytest
from rich.cells import cell_len
from rich.console import Console

from conftest import ROOT, START
from itr_sim.app import language
from itr_sim.app.rehearsal import begin
from itr_sim.app.screens import annotated, brief, chat, plain
from itr_sim.rubric import RubricCatalogue
from itr_sim.simulation.log import read_log

GOLDEN = ROOT / "tests" / "app" / "golden"
TYPED = (
    "/help",
    "/hint",
    "greet empathize: 东西没拿到却写着签收，换谁都急",
    "probe_detail ask.at_home ask.called: 昨天家里有人吗，来过电话没",
    "/do slip",
    "inform do.slip: 底单调出来了，这是一条相当长的消息，用来看看中英文 "
    "mixed text 在八十列和一百四十列的屏幕上怎样换行，wide characters 是否对齐",
    "/nope",
    "/end",
)


@pytest.fixture
def screen(parcel, anxious, table_recognizer, tmp_path, monkeypatch):
    """Return a function that plays what is typed on a screen of a width and gives back the text."""
    monkeypatch.setenv("ITR_SIM_HOME", str(tmp_path))
    for module in (language, annotated, brief, chat, plain):
        if hasattr(module, "LANGUAGE"):
            monkeypatch.setattr(module, "LANGUAGE", "zh")
    monkeypatch.setattr(language, "LANGUAGE", "zh")

    def shown(width: int, mode: str = "practice") -> str:
        rehearsal = begin(
            parcel, anxious, table_recognizer, at=START, seed=2, case="lost", rubric="itr-core", mode=mode, language="zh-CN"
        )
        out = io.StringIO()
        minutes = itertools.count(1)
        view = chat.Chat(
            rehearsal,
            RubricCatalogue().rubric("itr-core"),
            Console(width=width, file=out, highlight=False, color_system=None),
            mode,
            lambda: START + timedelta(seconds=20 * next(minutes)),
        )
        view.open(())
        for text in TYPED:
            view.take(text)
        view.scorecard()
        out.write(view.toolbar() + "\n")
        return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"

    return shown


@pytest.mark.parametrize("width", [80, 140])
def test_a_session_on_the_screen(screen, width):
    """See: the brief in a frame, speakers right-aligned in one column, long messages wrapped under themselves, help, a hint,

    what the desk gave, an unknown command told kindly, the ending with stars, the scorecard with bars and evidence.
    """
    assert screen(width) == (GOLDEN / f"session-{width}.txt").read_text("utf-8")


@pytest.mark.parametrize("width", [80, 140])
def test_no_line_is_wider_than_the_screen(screen, width):
    """Wide characters count two cells."""
    assert max(cell_len(line) for line in screen(width).splitlines()) <= width


def test_an_exam_shows_no_mood_no_reading_and_no_hint(screen):
    text = screen(80, "exam")
    assert "没有提示" in text
    before_the_end = text.split("──")[0]
    assert "识别" not in before_the_end
    assert "客户情绪" not in text.splitlines()[-1]


def test_ctrl_c_while_a_message_is_being_read_says_how_to_go_on(parcel, anxious, table_recognizer, tmp_path, monkeypatch, capsys):
    """The message is in the log by then, so nothing is lost."""
    monkeypatch.setenv("ITR_SIM_HOME", str(tmp_path))
    rehearsal = begin(
        parcel, anxious, table_recognizer, at=START, seed=2, case="lost", rubric="itr-core", mode="exam", language="zh-CN"
    )
    monkeypatch.setattr(rehearsal.player, "read", lambda text: (_ for _ in ()).throw(KeyboardInterrupt))

    class Prompt:
        def prompt(self, *_, **__):
            return "greet: 您好"

    monkeypatch.setattr(chat, "_prompt", lambda _: Prompt())
    chat.chat(rehearsal, RubricCatalogue().rubric("itr-core"), mode="exam", earlier=())
    assert f"--resume {rehearsal.name}" in capsys.readouterr().out.replace("\n", " ")
    assert read_log(rehearsal.log.path).unplayed[0] == "greet: 您好"
