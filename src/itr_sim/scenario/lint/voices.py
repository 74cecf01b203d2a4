"""What a persona must be able to say on every occasion, and lines that are another persona's."""

from __future__ import annotations

from collections.abc import Iterator

from itr_sim.scenario.lint.lines import NO_LINE_FOR_ALL
from itr_sim.scenario.lint.moods import ANY_MOOD, BREAKS_OFF_FROM, CALM, FURIOUS, JUST, Range, hold_at_every_mood
from itr_sim.scenario.lint.written import key_place, lines_of
from itr_sim.scenario.persona import Persona
from itr_sim.source import Document, Fault, FaultKind, Node
from itr_sim.source.nodes import node_at

OTHER_PERSONA = FaultKind(
    "other-persona",
    {
        "en": 'this is the voice of "{persona}": a line for "{found}" is never said',
        "zh": "这里是“{persona}”的台词，写给“{found}”的永远不会说",
    },
    {"en": "leave persona: out", "zh": "去掉 persona:"},
)


def occasions(persona: Persona, node: Node, document: Document) -> Iterator[Fault]:
    """On each occasion that every persona speaks of, something must fit at every mood at which it comes."""
    for part in ("voice", "comments"):
        model = getattr(persona, part)
        for name, field in type(model).model_fields.items():
            moods = [line.mood for line in getattr(model, name) if not line.persona or persona.id in line.persona]
            if field.is_required() and not hold_at_every_mood(moods, _comes_at(name, persona)):
                yield NO_LINE_FOR_ALL.at(document, key_place(node, (part, field.alias or name)))


def own_lines(persona: Persona, node: Node, document: Document) -> Iterator[Fault]:
    """A line that names personas names this one."""
    for path, line in lines_of(persona):
        if line.persona and persona.id not in line.persona:
            place = node_at(node, (*path, "persona")).span
            yield OTHER_PERSONA.at(document, place, persona=persona.id, found=", ".join(line.persona))


def _comes_at(occasion: str, persona: Persona) -> Range:
    return {
        "too_soon": (persona.takes_in + JUST, FURIOUS),
        "leaves": (CALM, BREAKS_OFF_FROM - JUST),
        "breaks_off": (BREAKS_OFF_FROM, FURIOUS),
    }.get(occasion, ANY_MOOD)
