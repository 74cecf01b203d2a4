"""The label set: dialogue acts of both speakers and the levels of a customer's emotion, with their names.

Defined in docs/dialogue-acts.md; the identifiers appear in scenario YAML, rubric YAML and every output.
"""

from __future__ import annotations

AGENT_ACTS: dict[str, str] = {
    "greet": "礼貌问候",
    "verify_identity": "核实身份",
    "thank": "致谢",
    "close": "道别",
    "probe_open": "开放式询问",
    "probe_detail": "细节核实",
    "restate": "复述确认",
    "empathize": "共情",
    "apologize": "道歉",
    "reassure": "安抚担保",
    "inform": "信息说明",
    "propose": "提出方案",
    "offer_choice": "给出选项",
    "goodwill": "补偿关怀",
    "set_expectation": "如实预期",
    "commit": "行动承诺",
    "give_deadline": "明确时限",
    "decline": "婉拒",
    "escalate": "升级转交",
    "ask_consent": "征求同意",
    "check_resolution": "确认解决",
    "hold": "请稍候",
    "promise_vague": "模糊承诺",
    "promise_excess": "过度承诺",
    "blame_other": "推责第三方",
    "blame_customer": "责怪客户",
    "cite_policy_coldly": "生硬搬规定",
    "dismiss": "敷衍打发",
    "argue": "争辩压制",
    "insult": "不文明",
}
CUSTOMER_ACTS: dict[str, str] = {
    "state_need": "提出诉求",
    "provide_info": "提供信息",
    "ask": "询问",
    "complain": "抱怨",
    "demand": "索要",
    "threaten": "威胁",
    "abuse": "辱骂",
    "accept": "接受",
    "reject": "拒绝",
    "thank": "致谢",
    "close": "道别",
}
RED_LINE_ACTS: tuple[str, ...] = (
    "promise_vague",
    "promise_excess",
    "blame_other",
    "blame_customer",
    "cite_policy_coldly",
    "dismiss",
    "argue",
    "insult",
)
EMOTION_LEVELS: tuple[tuple[str, str], ...] = (
    ("calm", "平静"),
    ("uneasy", "不安"),
    ("dissatisfied", "不满"),
    ("angry", "生气"),
    ("furious", "暴怒"),
)

STEPS = len(EMOTION_LEVELS) - 1
_SPOKEN = len(AGENT_ACTS) + len(CUSTOMER_ACTS)
COLUMNS = {
    "agent": slice(0, len(AGENT_ACTS)),
    "customer": slice(len(AGENT_ACTS), _SPOKEN),
    "emotion": slice(_SPOKEN, _SPOKEN + STEPS),
}
"""Where models of all columns have the acts of each speaker, and the four steps of the emotion (above 0? above 1? …)."""


def acts_of(speaker: str) -> tuple[str, ...]:
    """Return the acts that a speaker can carry; none for `system`."""
    return tuple({"agent": AGENT_ACTS, "customer": CUSTOMER_ACTS}.get(speaker, {}))


def title(act: str, language: str) -> str:
    """Return the name of an act for people: Chinese, or the identifier with spaces; a scenario's own without `ask.`."""
    chinese = AGENT_ACTS.get(act) or CUSTOMER_ACTS.get(act)
    return chinese if language.startswith("zh") and chinese else act.rpartition(".")[2].replace("_", " ")
