"""The language of the interface: `--lang`, else ITR_SIM_LANG, else the environment's locale."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence


def interface_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return `zh` or `en`. Looked at before the commands are built, so that `--help` speaks it too."""
    asked = ""
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    names = (asked, *(environment.get(name, "") for name in ("ITR_SIM_LANG", "LC_ALL", "LC_MESSAGES", "LANG")))
    return "zh" if next((name for name in names if name), "").lower().startswith("zh") else "en"


LANGUAGE = interface_language(sys.argv[1:], os.environ)


def either(english: str, chinese: str) -> str:
    """Return the text in the language of the interface."""
    return chinese if LANGUAGE == "zh" else english
