"""What people type, in the ways that a list of phrases fails: what must be found in it, and what must not."""

from __future__ import annotations

import pytest

from itr_sim.understanding import Message, Reading, load_recognizer

AGENT = [
    ("再吗？我这边给您看下", "greet", ""),
    ("包歉，是我们发错了", "apologize", "blame_customer"),
    ("sory abuot that, we sent teh wrong one", "apologize", "blame_customer"),
    ("已经recieve到您的退件，明天退款", "inform", "dismiss"),
    ("您不用道歉，谁都会着急", "empathize", "apologize"),
    ("it wasn't the courier, we forgot to print the label", "inform", "blame_other"),
    ("应该没问题吧，放心好了", "promise_vague", ""),
    ("应该能拦到，万一没拦住，您拒收，我给您全退", "set_expectation", "promise_vague"),
    ("it should be fine, don't you worry", "promise_vague", ""),
    ("it may well miss the van; if it does, refuse it at the door and I refund you", "set_expectation", "promise_vague"),
    ("亲亲~订单号发人家一下下嘛", "verify_identity", "insult"),
    ("订单号 order no. 发我下 thx", "verify_identity", ""),
    ("您好，您的快遞還沒到嗎？我幫您查一下", "hold", ""),
    ("莫慌嘛，这个事我给你盯到底", "reassure", "dismiss"),
    ("您可真会说话，字都认不全", "insult", ""),
    ("自己拆坏的吧？", "blame_customer", ""),
    ("盒子是怎么打开的，刀划的还是撕开的", "probe_open", "blame_customer"),
    ("规定七天就是七天", "cite_policy_coldly", "decline"),
    ("过了七天退不了，不过厂家还能保修，我帮您报", "decline", "cite_policy_coldly"),
]
CUSTOMER = [
    ("你们可真行啊", "complain", "thank", (2.5, 4.0)),
    ("谢谢啊，又让我白等一天", "complain", "thank", (1.5, 4.0)),
    ("行吧就这样", "accept", "reject", (0.0, 2.5)),
    ("好的但是这不解决问题啊", "reject", "accept", (1.0, 3.5)),
    ("好的好的~~", "accept", "reject", (0.0, 0.9)),
    ("soooo when is it coming???", "ask", "accept", (0.5, 3.0)),
    ("fine. whatever. send it again then", "accept", "reject", (1.0, 3.5)),
    ("OK but that doesn't get me my money back does it", "reject", "accept", (1.0, 3.5)),
    ("no need to apologise, these things happen", "", "complain", (0.0, 1.0)),
    ("👌", "accept", "reject", (0.0, 1.0)),
    ("😡😡😡", "complain", "thank", (2.0, 4.0)),
    ("我唔要啦，退返俾我", "state_need", "accept", (0.0, 2.9)),
]
NOT_YET: dict[str, str] = {
    "再吗？我这边给您看下": "nothing found: 再吗 for 在吗 at the beginning of a longer message",
    "您不用道歉，谁都会着急": "reassure rather than empathize",
    "👌": "nothing found in a single sign",
    "😡😡😡": "upset enough, but no complaint found in signs alone",
}
"""Messages that are read wrongly, with what is."""


def read(speaker: str, text: str) -> Reading:
    (reading,) = load_recognizer().read([Message(speaker, text)])
    return reading


def known(cases: list[tuple[object, ...]]) -> list[object]:
    return [
        pytest.param(*case, marks=pytest.mark.xfail(strict=True, reason=NOT_YET[str(case[0])])) if case[0] in NOT_YET else case
        for case in cases
    ]


@pytest.mark.parametrize(("text", "act", "never"), known([*AGENT]))
def test_what_an_agent_types(text: str, act: str, never: str) -> None:
    found = {label.act for label in read("agent", text).acts}
    assert act in found
    assert never not in found


@pytest.mark.parametrize(("text", "act", "never", "felt"), known([*CUSTOMER]))
def test_what_a_customer_types(text: str, act: str, never: str, felt: tuple[float, float]) -> None:
    reading = read("customer", text)
    found = {label.act for label in reading.acts}
    assert not act or act in found
    assert never not in found
    assert reading.emotion is not None
    assert felt[0] <= reading.emotion.value <= felt[1]
