"""What typing does to text: homophones, swapped and lost letters, lost or odd punctuation, elongation, emoji."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from functools import cache

_EMOJI = "😊😭😡🙏👌😅🌹❤👍🙄"
_APOSTROPHE = re.compile(r"(?<=[a-z])['’](?=[a-z])", re.IGNORECASE)
_SIGNS = re.compile(r"[，。！？、,.!?;；:：~～…]")


@cache
def _homophones() -> dict[str, str]:
    """Return for each common Chinese character the others with the same sound, whatever the tone."""
    from pypinyin import Style, pinyin
    from wordfreq import get_frequency_dict

    by_sound: dict[str, str] = defaultdict(str)
    frequency: dict[str, float] = defaultdict(float)
    for word, value in get_frequency_dict("zh").items():
        for char in word:
            if "\u4e00" <= char <= "\u9fff":
                frequency[char] += value
    common = sorted(sorted(frequency), key=lambda char: -frequency[char])[:3000]
    for char in common:
        by_sound[pinyin(char, style=Style.NORMAL)[0][0]] += char
    return {char: by_sound[pinyin(char, style=Style.NORMAL)[0][0]].replace(char, "")[:8] for char in common}


def noisy(text: str, chance: random.Random) -> str:
    """Return `text` as somebody in a hurry might have typed it."""
    kind = chance.random()
    if kind < 0.15:
        return _SIGNS.sub(lambda sign: chance.choice(["", " "]), text)
    if kind < 0.22:
        return _APOSTROPHE.sub("", _SIGNS.sub("", text)).lower()
    if kind < 0.28:
        return text + chance.choice(["~~", "哈", "哦", "！！", "...", "。。", chance.choice(_EMOJI)])
    return mistyped(text, chance)


def mistyped(text: str, chance: random.Random) -> str:
    """Return `text` with a homophone, or a lost, doubled, swapped or wrong letter, in about one character of fifteen."""
    typed: list[str] = []
    place = 0
    while place < len(text):
        swapped = text[place : place + 2]
        if chance.random() > 0.07:
            typed.append(text[place])
        elif chance.random() < 0.25 and swapped.isascii() and swapped.isalpha() and len(swapped) == 2:
            typed.append(swapped[::-1])
            place += 1
        else:
            typed.append(_mistyped(text[place], chance))
        place += 1
    return "".join(typed)


def without_signs(text: str) -> str:
    """Return `text` as somebody types it who does not bother with punctuation."""
    return _SIGNS.sub(" ", text)


def _mistyped(char: str, chance: random.Random) -> str:
    if "\u4e00" <= char <= "\u9fff":
        others = _homophones().get(char)
        return chance.choice(others) if others else char
    if char.isascii() and char.isalpha():
        return chance.choice(["", char * 2, chance.choice("aeiorstn")])
    return char
