"""`repeats`: nobody has to say things twice."""

from __future__ import annotations

from rubric_building import agent, customer, judge, puzzling, shown

CHECK: dict[str, dict[str, object]] = {"repeats": {}}
SAID = "非常抱歉给您带来不便，我们会尽快处理"


def test_nothing_said_twice_keeps_the_credit() -> None:
    verdict = judge(CHECK, customer("没收到"), agent(SAID), customer("谁签的"), agent("是门卫代收的，放在传达室了"))
    assert (verdict.credit, verdict.evidence) == (1, ())


def test_a_message_said_again_takes_half_and_the_second_time_is_shown() -> None:
    verdict = judge(CHECK, agent(SAID), customer("然后呢"), agent(f"{SAID}。"))
    assert (verdict.credit, shown(verdict)) == (0.5, [(3, f"{SAID}。", None)])
    assert verdict.reason["en"] == "said again: 1 ×"


def test_what_the_customer_has_to_say_again_counts_too() -> None:
    verdict = judge(CHECK, customer("我说了我没收到这个包裹"), agent("在"), customer("我说了我没收到这个包裹！"), agent("好"))
    assert (verdict.credit, shown(verdict)) == (0.5, [(3, "我说了我没收到这个包裹！", None)])


def test_each_repetition_takes_its_share_and_never_more_than_all() -> None:
    for times, credit in ((2, 0.7), (3, 0.4), (5, 0)):
        assert judge({"repeats": {"each": 0.3}}, *(agent(SAID) for _ in range(times))).credit == credit


def test_a_short_word_may_be_said_as_often_as_one_likes() -> None:
    assert judge(CHECK, agent("好的呢亲"), agent("好的呢亲")).credit == 1


def test_the_two_may_say_the_same() -> None:
    assert judge(CHECK, customer(SAID), agent(SAID), agent("在")).credit == 1


def test_fewer_than_two_messages_cannot_repeat_anything() -> None:
    assert judge(CHECK, customer("没收到"), agent(SAID)).status == "not_applicable"


def test_what_was_not_understood_may_be_said_again() -> None:
    assert judge(CHECK, puzzling(SAID), customer("没听懂"), agent(f"{SAID}。")).credit == 1
