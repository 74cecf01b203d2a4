"""The command `itr-sim`."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from itr_sim.app.choices import Lang
from itr_sim.app.commands import analyze, evaluate, lint, listing, play, replay, score, show, test
from itr_sim.app.faults import BAD_INPUT, to_nowhere
from itr_sim.app.language import either

app = typer.Typer(
    name="itr-sim",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=either(
        "Practise customer service with a simulated customer, and score conversations - offline, the same every time.\n\n"
        "Begin with: itr-sim play signed-not-received",
        "和模拟客户练客服对话，并给对话打分——离线、每次结果一致。\n\n先试试：itr-sim play signed-not-received",
    ),
    epilog=either(
        "Exit codes: 0 done, 1 a threshold or test failed, 2 bad input or usage.",
        "退出码：0 完成，1 未达阈值或测试失败，2 输入或用法有误。",
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"itr-sim {version('itr-sim')}")
        raise typer.Exit


@app.callback()
def options(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=either("Show the version.", "显示版本。"))
    ] = False,
    _lang: Lang = None,
) -> None:
    """Options before the command."""


app.command("play", help=play.HELP)(play.play)
app.command("list", help=listing.HELP)(listing.list_scenarios)
app.command("show", help=show.HELP)(show.show)
app.command("score", help=score.HELP)(score.score)
app.command("analyze", help=analyze.HELP)(analyze.analyze)
app.command("replay", help=replay.HELP)(replay.replay)
app.command("evaluate", help=evaluate.HELP)(evaluate.evaluate)
app.command("lint", help=lint.HELP)(lint.lint)
app.command("test", help=test.HELP)(test.test)


def main() -> None:
    """Run the command line."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started it
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - as long as the process
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    finally:
        _flush()


def _flush() -> None:
    """Write out what is left, here where a reader that has gone can still be told from a failure."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        to_nowhere()
    except OSError as error:
        to_nowhere()
        print(f"{either('error', '错误')}: {error.strerror}", file=sys.stderr)
        raise SystemExit(BAD_INPUT) from None


if __name__ == "__main__":
    main()
