"""Fixed scorecards for reports: one with something of everything, one of an empty hand."""

from __future__ import annotations

from itr_sim.rubric import DimensionScore, Evidence, RedLine, Scorecard, Verdict
from itr_sim.rubric.scorecard import Judgement

EARLY = "亲，非常理解您的心情，您这边先别着急，我给您优先安排处理，您看可以吗，我们这边一定会尽快给您一个满意的答复的"
VERDICTS = (
    Verdict(
        "asks-before-proposing",
        {"zh": "先问清，再给方案", "en": "asks before proposing"},
        "need_identification",
        3,
        Judgement.of(
            1,
            {"zh": "先细节核实（第 4 条）", "en": "probe detail first (turn 4)"},
            (Evidence(4, (3, 13), "签收那会儿家里有人吗", "probe_detail"),),
        ),
        {"zh": "方案之前先问一句。", "en": "Ask before you offer."},
    ),
    Verdict(
        "facts-found",
        {"zh": "关键事实", "en": "facts of the case found"},
        "need_identification",
        4,
        Judgement.of(
            0.3333,
            {
                "zh": "问出 1/4 个事实；没问到：签收时家里有没有人、快递员打没打电话或发没发短信、门口和物业找过没有",
                "en": "1 of 4 facts; not asked: was anyone at home, did the courier call or text, door and porter's lodge",
            },
            (Evidence(5, (0, 9), "驿站去问过了，没有"),),
        ),
        {
            "zh": "对照没问到的几条想一想：不知道它们，方案就是猜的。",
            "en": "Look at what was not asked; without it the solution was a guess, and the customer knows it as well as you do.",
        },
    ),
    Verdict(
        "nothing-twice",
        {"zh": "不让客户说第二遍", "en": "nothing has to be said twice"},
        "need_identification",
        1,
        Judgement.not_applicable({"zh": "对话太短，无从重复", "en": "too short to repeat anything"}),
        {},
    ),
    Verdict(
        "feeling-taken-up",
        {"zh": "接住情绪", "en": "feeling is taken up"},
        "emotional_deescalation",
        3,
        Judgement.of(
            0,
            {"zh": "1 次情绪流露，接住了 0 次", "en": "0 of 1 moments of feeling taken up"},
            (Evidence(1, (0, 7), "我等了三天了！！"), Evidence(2, (0, len(EARLY)), EARLY, "empathize")),
        ),
        {},
    ),
    Verdict(
        "warmth",
        {"zh": "有人情味", "en": "a human tone"},
        "emotional_deescalation",
        2,
        Judgement.in_doubt(
            {"zh": "可能在没读懂的那条消息里，不计分", "en": "may be in a message that was not understood"},
            (Evidence(6, (0, 4), "嗯嗯那个"),),
        ),
        {"zh": "打个招呼。", "en": "Say hello."},
    ),
    Verdict(
        "terms",
        {"zh": "时限讲清楚", "en": "terms are clear"},
        "solution_acceptance",
        1,
        Judgement.not_applicable({"zh": "没有给方案", "en": "nothing was offered"}),
        {},
    ),
    Verdict(
        "questions",
        {"zh": "有问必答", "en": "questions are answered"},
        "solution_acceptance",
        1,
        Judgement.not_applicable({"zh": "客户没有提问", "en": "the customer asked nothing"}),
        {},
    ),
)
FULL = Scorecard(
    transcript="t-001",
    rubric="itr-core",
    overall=25.0,
    passed=False,
    dimensions=(
        DimensionScore("need_identification", {"zh": "需求识别", "en": "need identification"}, 1, 61.9),
        DimensionScore("solution_acceptance", {"zh": "方案接受", "en": "solution acceptance"}, 1, None),
        DimensionScore("emotional_deescalation", {"zh": "情绪化解", "en": "emotional de-escalation"}, 1, 0.0),
    ),
    verdicts=VERDICTS,
    red_lines=(
        RedLine("insult", None, (Evidence(8, (0, 4), "你有病吧", "insult"),)),
        RedLine("promise_vague", 6.0, (Evidence(2, (38, 52), "一定会尽快给您一个满意的答复", "promise_vague"),)),
        RedLine("argue", 8.0, (Evidence(10, (0, 4), "不是这样", "argue"),), in_doubt=True),
    ),
    moods=(2.0, 2.6, 3.4, 4.0, 1.2),
    outcome="broken_off",
    outcome_inferred=True,
    recognizer="accurate-1",
)
EMPTY = Scorecard("", "itr-core", None, False, (), (), (), (), "unclear", True, "")
