"""The screen of a session, as text."""

from __future__ import annotations

import io
import itertools

import pytest
from rich.cells import cell_len
from rich.console import Console

from conftest import ROOT, START
from itr_sim.app import language
from itr_sim.app.rehearsal import begin, played_again, resume
from itr_sim.app.screens import annotated, brief, chat, plain
from itr_sim.rubric import RubricCatalogue
from itr_sim.scenario.model import Examples
from itr_sim.simulation.log import read_log
from itr_sim.transcript import ActLabel

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
            parcel,
            anxious,
            table_recognizer,
            at=START,
            seed=2,
            case="lost",
            rubric="itr-core",
            mode=mode,
            language="zh-CN",
            name="20260105-090000-parcel",
        )
        out = io.StringIO()
        ticks = itertools.count(0, 20)
        view = chat.Chat(
            rehearsal,
            RubricCatalogue().rubric("itr-core"),
            Console(width=width, file=out, highlight=False, color_system=None),
            mode,
            lambda: float(next(ticks)),
        )
        view.open(())
        for text in TYPED:
            view.ask()
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
    before_the_end = text.split("\n── ")[0]
    assert "礼貌问候" not in before_the_end
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


@pytest.fixture
def view(parcel, anxious, table_recognizer, tmp_path, monkeypatch):
    """Return a screen with a stopwatch that the test turns, and the stopwatch."""
    monkeypatch.setenv("ITR_SIM_HOME", str(tmp_path))
    stopwatch = [0.0]
    rehearsal = begin(
        parcel, anxious, table_recognizer, at=START, seed=2, case="lost", rubric="itr-core", mode="exam", language="zh-CN"
    )
    console = Console(width=80, file=io.StringIO(), highlight=False, color_system=None)
    return chat.Chat(rehearsal, RubricCatalogue().rubric("itr-core"), console, "exam", lambda: stopwatch[0]), stopwatch


def test_the_time_of_a_message_counts_from_its_first_prompt(view):
    """Neither reading the brief nor what lies between two sittings is the customer's waiting; asking for /help is."""
    screen, stopwatch = view
    stopwatch[0] = 500.0  # the brief was read
    screen.ask()
    stopwatch[0] = 510.0
    screen.take("/help")
    screen.ask()
    stopwatch[0] = 525.5
    screen.take("greet: 您好")
    stopwatch[0] = 50_000.0  # a night
    screen.ask()
    stopwatch[0] = 50_007.0
    screen.take("probe_detail ask.family: 家里人呢")
    times = [(exchange.at - START).total_seconds() for exchange in screen.rehearsal.player.exchanges]
    assert times == [0, 25.5, 32.5]


def test_what_a_tool_gives_is_shown_once_and_at_once(view):
    screen, _ = view
    screen.take("/do slip")
    assert screen.console.file.getvalue().count("底单照片") == 1
    assert read_log(screen.rehearsal.log.path).pending == ("slip",)
    screen.take("inform do.slip: 底单调出来了")
    assert screen.console.file.getvalue().count("底单照片") == 1
    assert screen.rehearsal.player.session.memory.done == {"slip"}


def test_a_tool_that_was_used_before_a_kill_is_not_lost(view, catalogue, table_recognizer):
    """Resumed, it is shown again and goes along with the next message."""
    screen, stopwatch = view
    screen.take("/do slip")
    rehearsal, recorded = resume(screen.rehearsal.log.path, catalogue, table_recognizer)
    again = chat.Chat(rehearsal, screen.rubric, Console(width=80, file=io.StringIO()), "exam", lambda: stopwatch[0])
    again.open(recorded.exchanges)
    assert again.console.file.getvalue().count("底单照片") == 1
    again.take("inform do.slip: 底单调出来了")
    assert rehearsal.player.exchanges[-1].said.actions == ("slip",)


def test_a_tool_that_was_used_before_the_end_counts(view, catalogue, table_recognizer):
    """And the session replays with it."""
    screen, _ = view
    screen.take("/do claim")
    screen.take("/end")
    assert screen.rehearsal.player.session.memory.done == {"claim"}
    done = [action.tool for turn in screen.rehearsal.player.transcript("t").turns for action in turn.actions]
    assert done == ["claim"]
    path = screen.rehearsal.log.path
    assert played_again(read_log(path), path, catalogue, table_recognizer).session.memory.done == {"claim"}


def test_titles_of_authors_are_text_and_not_markup(parcel):
    """`[red]` and `[/]` in YAML come out as they were written."""
    out = io.StringIO()
    console = Console(width=80, file=out, color_system=None)
    console.print(brief.brief_panel(parcel.model_copy(update={"title": "[red]退货[/]"})))
    desk = parcel.desk.model_copy(update={"order": {"number": "[bold]7[/nope]"}})
    console.print(brief.desk_table(parcel.model_copy(update={"desk": desk})))
    assert "[red]退货[/]" in out.getvalue()
    assert "[bold]7[/nope]" in out.getvalue()


def test_an_act_that_belongs_to_no_fact_solution_or_tool_is_shown_by_an_example(parcel):
    """Its bare name is English in whatever language."""
    scenario = parcel.model_copy(update={"acts": {"say.wait": Examples(like=("您再等等看",))}})
    assert annotated.acts_line([ActLabel(act="say.wait", confidence=0.6, span=(0, 2))], scenario) == "“您再等等看” 60%"


def test_nothing_is_read_once_the_session_is_over(view, capsys):
    """A stream that stays open after the end does not keep the scorecard waiting."""
    rehearsal = view[0].rehearsal

    class Insults(io.StringIO):
        def readline(self, *_):
            assert not rehearsal.player.over
            return "insult: 滚\n"

        __next__ = readline

    plain.plain(rehearsal, RubricCatalogue().rubric("itr-core"), Insults(), output="json", earlier=())
    assert '"outcome": "broken_off"' in capsys.readouterr().out
