"""`promises_kept`: what the agent says is done has been done."""

from __future__ import annotations

from rubric_building import agent, customer, judge, shown

CHECK: dict[str, dict[str, object]] = {"promises_kept": {}}


def test_a_deed_that_was_done_earns_full_credit_with_the_words_that_named_it() -> None:
    verdict = judge(CHECK, agent("理赔登记好了", "claim", do_claim="登记好了"))
    assert (verdict.credit, shown(verdict)) == (1, [(1, "登记好了", "do.claim")])
    assert verdict.reason["en"] == "1 of 1 deeds done"


def test_a_deed_that_was_not_done_takes_its_share_and_is_the_one_shown() -> None:
    verdict = judge(CHECK, agent("登记好了", "claim", do_claim="登记好了"), agent("补寄单建好了", do_reship="建好了"))
    assert (verdict.credit, shown(verdict)) == (0.5, [(2, "建好了", "do.reship")])
    assert verdict.reason == {"en": "1 of 2 deeds done; not done: reship", "zh": "说了 2 件事，做了 1 件；没做：reship"}


def test_a_deed_that_failed_was_not_done() -> None:
    failed = agent("登记好了", "claim", do_claim="登记好了")
    failed = failed.model_copy(update={"actions": (failed.actions[0].model_copy(update={"ok": False}),)})
    assert judge(CHECK, failed).credit == 0


def test_a_deed_may_be_done_before_or_after_it_is_named_and_is_named_once() -> None:
    verdict = judge(CHECK, agent("登记好了", do_claim="登记好了"), agent("已登记", "claim", do_claim="已登记"))
    assert (verdict.credit, shown(verdict)) == (1, [(1, "登记好了", "do.claim")])


def test_where_no_deed_was_named_it_does_not_apply() -> None:
    assert judge(CHECK, customer("好"), agent("我看看", "claim", commit="我看看")).status == "not_applicable"
