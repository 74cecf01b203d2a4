"""What goes wrong, told once and clearly: place, sentence, what would be right; exit code 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from itr_sim.app.language import LANGUAGE, either

BAD_INPUT = 2


class UsageError(Exception):
    """Something asked for that is not there; the text is for the user."""


@contextmanager
def told() -> Iterator[None]:
    """Turn the library's errors into one message on stderr and exit code 2."""
    from itr_sim.simulation.log import LogError
    from itr_sim.source import FaultsError, UnreadableError, draw
    from itr_sim.source.drawing import visible
    from itr_sim.transcript import ReadError
    from itr_sim.understanding import RecognizerError

    word = either("error", "错误")
    try:
        yield
    except FaultsError as error:
        text = "\n".join(draw(fault, LANGUAGE) for fault in error.faults)
    except (ReadError, UnreadableError) as error:
        text = f"{visible(error.name)}:{error.line}:{error.column}: {word}: {visible(error.words[LANGUAGE])}"
    except LogError as error:
        text = f"{visible(str(error.path))}:{error.line}:1: {word}: {visible(error.words[LANGUAGE])}"
    except (RecognizerError, UsageError) as error:
        text = f"{word}: {visible(str(error))}"
    except BrokenPipeError:
        to_nowhere()
        raise SystemExit(0) from None
    except OSError as error:
        if not error.filename:  # stdout that cannot be written: nothing more goes there
            to_nowhere()
        place = f"{visible(str(error.filename))}: " if error.filename else ""
        text = f"{place}{word}: {visible(error.strerror or str(error))}"
    else:
        return
    print(text, file=sys.stderr)
    raise SystemExit(BAD_INPUT)


def to_nowhere() -> None:
    """Let the rest of the output go nowhere: the reader of the pipe has gone (`| head`), and nothing is wrong."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
