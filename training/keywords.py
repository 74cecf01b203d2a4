"""How much the corpus leans on keywords: `python -m training.keywords`.

A recognizer that has learnt words instead of acts passes on messages with an act's obvious keyword and fails on the others. So at
least half of an act's positives are to do without its keyword, and for every three positives there is to be a near miss: the
keyword without the act. The keywords are what a list of phrases would look for; nothing that ships uses them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from training.corpus import Example, read_corpus

KEYWORDS: dict[tuple[str, str], tuple[str, str]] = {
    ("agent", "greet"): (
        r"您好|你好|早上好|上午好|下午好|晚上好|欢迎",
        r"\bhello\b|\bhi\b|good (morning|afternoon|evening)",
    ),
    ("agent", "probe_open"): (
        r"问题|怎么了|情况|怎么回事|咋|原因|说说",
        r"what happened|what'?s (wrong|up|going on)|how can i help|what can i|problem|issue|tell me",
    ),
    ("agent", "probe_detail"): (
        r"什么时候|哪[天里个]|多少|几[天点号个]|有没有|是不是",
        r"\bwhen did|\bwhich\b|\bwhere\b|how (many|much|long)|did you",
    ),
    ("agent", "verify_identity"): (
        r"单号|手机号|姓名|电话|账号",
        r"order (number|no|id|ref)|order ?#|phone|e-?mail|account|postcode|full name",
    ),
    ("agent", "restate"): (
        r"意思|您是说|也就是|您是想|确认一下|对吧|是吧",
        r"you mean|\bso you|confirm|understand|you're saying|right\?|correct",
    ),
    ("agent", "empathize"): (
        r"理解|着急|难受|换[成作做]|糟心|生气|辛苦|心情|难免|委屈",
        r"understand|frustrat|must be|imagine|annoying|upset|feel|hear you",
    ),
    ("agent", "apologize"): (
        r"歉|对不起|不好意思|对不住|见谅|我们的错",
        r"\bsorry\b|apolog",
    ),
    ("agent", "reassure"): (
        r"放心|担心|别急|负责|安心|不会让您|不用慌|交给我",
        r"worr|rest assured|take care|don'?t|trust|safe|be fine|with you",
    ),
    ("agent", "thank"): (r"谢|感激|多亏", r"\bthank|\bthx\b|appreciat|grateful|cheers"),
    ("agent", "inform"): (
        r"工作日|政策|显示|需要|系统|因为|支持|页面|规则|到账|发货|运费|物流|一般|通常",
        r"policy|business days|\bshow|\bneed|system|because|available|includ|usually|takes|tracking|shipping|fee",
    ),
    ("agent", "propose"): (
        r"退款|退货|换货|补发|赔|重发|换一|退给|维修",
        r"refund|replace|return|exchange|compensat|resend|repair",
    ),
    ("agent", "offer_choice"): (
        r"还是|或者|任选|二选一|要么|哪种|选择",
        r"either|choose|prefer|choice|option|would you rather|up to you",
    ),
    ("agent", "ask_consent"): (
        r"可以吗|行吗|好吗|同意|您看|行不|成吗|可以不|接受",
        r"\bok|sound|agree|would that|does that|happy with|fine|alright",
    ),
    ("agent", "commit"): (
        r"马上|这就|我去|我来|帮您|给您|我会|立即",
        r"\bi'll\b|\bi will\b",
    ),
    ("agent", "give_deadline"): (
        r"小时|天内|分钟|之内|点前|今天",
        r"hours|within|business day|\bby (end|noon|\d|today|tomorrow|mon|tue|wed|thu|fri|sat|sun)",
    ),
    ("agent", "set_expectation"): (
        r"可能|不一定|不能保证|预计|也许|不敢|说不准|最慢",
        r"\bmay\b|might|guarantee|possibl|chance|depend|could take",
    ),
    ("agent", "decline"): (
        r"不能|无法|不支持|办不了|没法|不了|不行|没有办法",
        r"can'?t\b|cannot|unable|not able|won't|not possible|no longer",
    ),
    ("agent", "escalate"): (
        r"主管|升级|上报|转|专员|经理|领导|同事",
        r"supervisor|manager|escalat|transfer|specialist|team|colleague",
    ),
    ("agent", "goodwill"): (
        r"券|红包|补偿|礼|积分|送您|心意|免|优惠",
        r"voucher|coupon|gift|credit|points|free|discount|waive|extra",
    ),
    ("agent", "check_resolution"): (
        r"还有|解决|评价|满意|其他|好了[吗吧没]|到账了",
        r"anything else|resolved|all set|\brate\b|sorted|satisf|feedback|work(s|ing)? now",
    ),
    ("agent", "hold"): (
        r"稍等|等一下|查一下|等等|片刻|稍候|等我|看一下|等下",
        r"moment|hold on|bear with|\bsec\b|let me check|a minute",
    ),
    ("agent", "close"): (
        r"再见|拜|祝|愉快|晚安|回头见|慢走",
        r"\bbye|have a|take care|good ?night|all the best|enjoy|see you|regards",
    ),
    ("agent", "dismiss"): (
        r"办法|等着|随便|不归|无能为力|自己|再说吧|耐心|没用",
        r"nothing|not my|wait|whatever|patien|can'?t help|up to you|busy",
    ),
    ("agent", "argue"): (
        r"冷静|不是我|我说了|道理|那你想|说过|明明|激动|吵",
        r"calm|wrong|already (said|told)|not true|listen|told you|again|so what|shout",
    ),
    ("agent", "insult"): (
        r"有病|傻|蠢|脑子|文化|穷|素质|瞎|笨|丢人|智商",
        r"stupid|idiot|dumb|moron|pathetic|brain|clever|genius|blind|cheap|silly",
    ),
    ("agent", "blame_customer"): (
        r"自己|是不是您|没看|怪您|应该先|您没|您填|您选|谁让",
        r"should have|fault|mistake|yourself|you didn'?t|you (chose|entered|typed|put)",
    ),
    ("agent", "blame_other"): (
        r"快递|物流|平台|仓库|厂家|供应商|驿站",
        r"courier|carrier|warehouse|platform|supplier|factory|driver|post office",
    ),
    ("agent", "promise_vague"): (
        r"尽快|尽量|尽力|很快|应该|近期|争取|差不多|及时",
        r"as soon as|asap|best|shortly|\bsoon\b|should|try|look into",
    ),
    ("agent", "promise_excess"): (
        r"保证|绝对|一定|百分|100|肯定|包您|必须",
        r"guarantee|promise|definitely|100 ?%|absolutely|never|certain|always",
    ),
    ("agent", "cite_policy_coldly"): (
        r"规定|规则|条款|制度|政策|流程|按照|原则",
        r"polic|\brules?\b|terms|t&c|procedure|guideline|per our|standard",
    ),
    ("customer", "state_need"): (
        r"我想|我要|帮我|能不能|想要|退|换|麻烦",
        r"i('d| would) like|i want|i need|can you|please|could you|return|cancel",
    ),
    ("customer", "provide_info"): (
        r"订单|收到|昨天|买的|号|今天|天了|块|元|打开|已经|前天|上周|签收|快递|尺码|发货",
        r"order|arrived|bought|yesterday|received|days|\bit's\b|i (tried|sent|paid)|deliver|tracking|week|parcel|package",
    ),
    ("customer", "ask"): (
        r"吗|什么时候|怎么|多久|[?？]",
        r"\bwhen\b|\bhow\b|\bwhy\b|\bwhat\b|\bcan i\b",
    ),
    ("customer", "complain"): (
        r"差|垃圾|慢|失望|破|态度|坑|烂|无语|每次|又|等了|还没|怎么回事|到底|居然",
        r"disappoint|terrible|awful|useless|ridiculous|worst|bad|still|again|never|late|broken|wrong|wait",
    ),
    ("customer", "demand"): (
        r"必须|赔|马上|立刻|给我|现在就|补偿|说法",
        r"\bmust\b|demand|now|immediately|compensat|expect|want|full refund",
    ),
    ("customer", "threaten"): (
        r"投诉|差评|12315|举报|曝光|平台|律师|消协",
        r"complain|review|chargeback|lawyer|report|\bsue|bank|post this|public",
    ),
    ("customer", "abuse"): (
        r"骗|垃圾|傻|滚|妈|狗|死|蠢|黑|不要脸",
        r"idiot|scam|stupid|clown|crook|fuck|liar|thie|joke|damn|hell",
    ),
    ("customer", "accept"): (r"好|行|可以|同意|那就|嗯|成", r"\bok(ay)?\b|fine|\byes\b|sounds|deal|sure|alright|go ahead"),
    ("customer", "reject"): (
        r"不行|不要|不同意|不接受|算了|不用|不想|没用",
        r"\bno\b|accept|don'?t want|not good|nope|won'?t|forget it|refuse",
    ),
    ("customer", "thank"): (r"谢|辛苦|好评|感激", r"thank|\bthx\b|cheers|appreciat|\bta\b|great|legend|helpful"),
    ("customer", "close"): (
        r"再见|拜|先这样|就这样|没事了|没了|不聊",
        r"bye|that's all|that is all|good ?night|see (you|ya)|later|nothing else|done",
    ),
}
"""What a phrase list would look for, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Positives of an act, those among them without its keyword, and near misses: the keyword without the act."""

    language: str
    speaker: str
    act: str
    positives: int
    without: int
    near_misses: int


def standings(examples: Sequence[Example]) -> list[Standing]:
    """Return how each act stands to its keyword, per language."""
    found = []
    for (speaker, act), patterns in KEYWORDS.items():
        for language, pattern in zip(("zh", "en"), patterns, strict=True):
            of_kind = [e for e in examples if (e.language, e.speaker) == (language, speaker)]
            with_keyword = [bool(re.search(pattern, e.text, re.IGNORECASE)) for e in of_kind]
            positives = sum(act in e.acts for e in of_kind)
            without = sum(act in e.acts and not has for e, has in zip(of_kind, with_keyword, strict=True))
            near_misses = sum(act not in e.acts and has for e, has in zip(of_kind, with_keyword, strict=True))
            found.append(Standing(language, speaker, act, positives, without, near_misses))
    return found


def main() -> None:
    print("| act | zh: positives | without the keyword | near misses | en: positives | without | near misses |")
    print("|---|---|---|---|---|---|---|")
    rows = standings(read_corpus())
    for zh, en in zip(rows[::2], rows[1::2], strict=True):
        cells = [f"{s.positives} | {s.without / max(1, s.positives):.0%} | {s.near_misses}" for s in (zh, en)]
        print(f"| {zh.act}{' (customer)' if zh.speaker == 'customer' else ''} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
