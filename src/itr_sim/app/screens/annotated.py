"""A session with notes in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from itr_sim.app.language import LANGUAGE, either
from itr_sim.app.screens.plain import lines_of
from itr_sim.scenario import Scenario
from itr_sim.simulation import CustomerSays, ToolUsed
from itr_sim.simulation.playing import Player
from itr_sim.transcript import ActLabel
from itr_sim.understanding.labels import title


def annotated(player: Player) -> Iterator[Text]:
    """Yield the lines of a session: what was said, what was read in it, and how the mood moved."""
    session = player.session
    case = session.scenario.cases[session.case]
    yield Text(f"{session.scenario.title} · {case.title} · {session.persona.title} · seed {session.seed}", style="bold")
    mood = None
    for exchange in player.exchanges:
        for event in exchange.events:
            if isinstance(event, ToolUsed):
                yield Text(either(f"[tool] {event.tool}", f"[工具] {event.tool}"), style="dim")
                yield from (Text(line, style="yellow") for line in lines_of(event))
        if exchange.said:
            yield Text.assemble((either("agent: ", "客服："), "bold green"), exchange.said.text)
            yield Text("   " + acts_line(exchange.said.reading.acts, session.scenario), style="dim")
        for event in exchange.events:
            if isinstance(event, CustomerSays):
                yield Text.assemble((either("customer: ", "客户："), "bold cyan"), event.text)
                moved = "" if mood is None else f" ({event.mood - mood:+.1f})"
                titles = [session.scenario.facts[fact].title or fact for fact in event.facts]
                facts = either("  told: ", "  透露：") + either(", ", "、").join(titles) if titles else ""
                yield Text(f"   {either('mood', '情绪')} {event.mood:.1f}{moved}{facts}", style="dim")
                mood = event.mood
            elif not isinstance(event, ToolUsed):
                for line in lines_of(event):
                    yield Text(line, style="yellow")
    yield Text("")


def acts_line(acts: Iterable[ActLabel], scenario: Scenario) -> str:
    """Return the acts of a message with their confidence, for people; the scenario's own by what they ask, settle or do."""
    names = own_names(scenario)
    shown = " · ".join(f"{names.get(label.act) or title(label.act, LANGUAGE)} {label.confidence:.0%}" for label in acts)
    return shown or either("nothing recognized", "没有识别出对话行为")


def own_names(scenario: Scenario) -> dict[str, str]:
    """Return the scenario's own acts with the titles of the facts, solutions and tools they belong to, else an example."""
    asking = {act: fact.title for fact in scenario.facts.values() for act in fact.asked_by if "." in act}
    settling = {f"solve.{name}": solution.title for name, solution in scenario.solutions.items()}
    doing = {f"do.{name}": tool.title for name, tool in scenario.desk.tools.items()}
    saying = {act: f"“{examples.like[0]}”" for act, examples in scenario.acts.items()}
    return {**saying, **asking, **settling, **doing}
