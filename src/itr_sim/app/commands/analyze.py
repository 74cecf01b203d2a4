"""`itr-sim analyze`: readings only."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Annotated, Any

import typer

from itr_sim.app.choices import Lang, RecognizerKind, one_of
from itr_sim.app.faults import told
from itr_sim.app.language import LANGUAGE, either

if TYPE_CHECKING:
    from itr_sim.report.readings import Explanations
    from itr_sim.transcript import Transcript
    from itr_sim.understanding import Recognizer

HELP = either(
    "Read transcripts: acts with confidence and span on each turn, emotion on the customer's.\n\n"
    "JSON Lines, one conversation a line; --format text is for people. With --explain every act says what in the text carried "
    "it: how much surer the recognizer is (in log-odds) with a stretch of the message than without it.",
    "识别对话：每条消息的对话行为（置信度、位置）和客户情绪。\n\nJSON Lines，一行一段对话；--format text 给人看。"
    "加 --explain 说明每个对话行为由哪些文字得出：有这一处比没有它时识别器确信多少（对数几率）。",
)
READING_VERSION = 1


def analyze(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help=either("Transcripts, or -.", "对话记录，或 -。"))],
    output: Annotated[
        str, typer.Option("--format", metavar="jsonl|text", help=either("How to print it.", "输出格式。"))
    ] = "jsonl",
    explain: Annotated[
        bool, typer.Option("--explain", help=either("Say what carried each act (slower).", "说明每个对话行为的依据（较慢）。"))
    ] = False,
    recognizer: RecognizerKind = "accurate",
    lang: Lang = None,
) -> None:
    with told():
        from itr_sim.transcript import read_transcripts
        from itr_sim.understanding import load_recognizer, read_transcript
        from itr_sim.understanding.recognizer import RECOGNIZERS

        one_of("--format", output, ["jsonl", "text"])
        one_of("--recognizer", recognizer, list(RECOGNIZERS))
        for path in paths:
            for transcript in read_transcripts(path):
                reader = load_recognizer(recognizer)
                read = read_transcript(transcript, reader)
                explanations = _explained(read, reader) if explain else {}
                if output == "text":
                    from itr_sim.report.readings import render_reading

                    print("\n".join(render_reading(read, explanations, LANGUAGE, shutil.get_terminal_size().columns)), flush=True)
                else:
                    print(json.dumps(_document(read, explanations, reader.name), ensure_ascii=False), flush=True)


def _explained(read: Transcript, reader: Recognizer) -> Explanations:
    from itr_sim.understanding import Message

    return {
        number: reader.explain(Message(turn.speaker, turn.text))
        for number, turn in enumerate(read.turns)
        if turn.speaker != "system" and turn.acts
    }


def _document(read: Transcript, explanations: Explanations, recognizer: str) -> dict[str, Any]:
    """Return the line of one conversation; an act that was recorded and not recognized has no `carried_by`."""
    ours = {"v": READING_VERSION, "id": read.id, "recognizer": recognizer}
    document: dict[str, Any] = ours | {key: value for key, value in read.as_json().items() if key not in ours}
    for number, explained in explanations.items():
        carriers = {each.act: each.carriers for each in explained}
        for label in document["turns"][number]["acts"]:
            if label["act"] in carriers:
                label["carried_by"] = [
                    {"span": list(carrier.span), "quote": carrier.quote, "weight": carrier.weight}
                    for carrier in carriers[label["act"]]
                ]
    return document
