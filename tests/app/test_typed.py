"""What a line means: a message, or a command, however its slash was typed."""

from __future__ import annotations

import pytest

from itr_sim.app.faults import UsageError
from itr_sim.app.screens.typed import Typed, typed


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("/desk", Typed("desk", "")),
        ("／desk", Typed("desk", "")),
        ("/ desk", Typed("desk", "")),
        ("、desk", Typed("desk", "")),
        ("/do\u3000claim ", Typed("do", "claim")),
        ("／do 登记理赔", Typed("do", "登记理赔")),
        ("\ufeff/end", Typed("end", "")),
        ("、这个我来查", Typed(None, "、这个我来查")),
        ("／ 没收到", Typed(None, "／ 没收到")),
        ("您好", Typed(None, "您好")),
        ("", Typed(None, "")),
    ],
)
def test_a_line_is_a_message_or_a_command(raw: str, meant: Typed) -> None:
    assert typed(raw) == meant


@pytest.mark.parametrize("raw", ["/dsk", "/", "/ dsk"])
def test_a_command_that_is_not_there_is_told(raw: str) -> None:
    with pytest.raises(UsageError):
        typed(raw)
