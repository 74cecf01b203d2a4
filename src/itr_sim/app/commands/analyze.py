"""`itr-sim analyze`: readings only."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from itr_sim.app.choices import Lang, RecognizerKind, one_of
from itr_sim.app.faults import told
from itr_sim.app.language import either

HELP = either(
    "Read transcripts: acts with confidence and span on each turn, emotion on the customer's. One conversation a line.",
    "识别对话：每条消息的对话行为（置信度、位置）和客户情绪。JSON Lines，一行一段对话。",
)
READING_VERSION = 1


def analyze(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=either("Transcripts, or -.", "对话记录，或 -。"))],
    recognizer: RecognizerKind = "accurate",
    lang: Lang = None,
) -> None:
    with told():
        from itr_sim.transcript import read_transcripts
        from itr_sim.understanding import load_recognizer, read_transcript
        from itr_sim.understanding.recognizer import RECOGNIZERS

        one_of("--recognizer", recognizer, list(RECOGNIZERS))
        for path in paths:
            for transcript in read_transcripts(path):
                read = read_transcript(transcript, load_recognizer(recognizer)).as_json()
                print(json.dumps({"v": READING_VERSION, "id": transcript.id, **read}, ensure_ascii=False), flush=True)
