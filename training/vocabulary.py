"""The tokenizer, cut to the pieces that Chinese (simplified) and English need: some 37 600 of 250 000."""

from __future__ import annotations

import re

from tokenizers import Tokenizer, models, pre_tokenizers
from wordfreq import top_n_list

from itr_sim.understanding.normalizing import normalize

SPECIAL = 4
"""The first pieces stand for no text: begin, padding, end, unknown."""
_CHINESE = re.compile("[▁\u3400-\u9fff]+")
_OTHER = re.compile("[▁\u2010-\u2bff\u3000-\u303f\uff00-\uffef\U0001f000-\U0001faff]+")
_ENGLISH_WORDS = 30_000


def tokenizer_of(pieces: list[tuple[str, float]]) -> Tokenizer:
    """Return the sentencepiece unigram tokenizer over `pieces`; text must be normalized before."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def kept_pieces(pieces: list[tuple[str, float]], texts: list[str]) -> list[int]:
    """Return the ids to keep, in order: simplified Chinese, signs, what English words and the corpus are cut into."""
    full = tokenizer_of(pieces)
    words = [form for word in top_n_list("en", _ENGLISH_WORDS) for form in (word, word.capitalize(), word.upper())]
    used = set(range(SPECIAL))
    for encoding in full.encode_batch(words + texts):
        used.update(encoding.ids)
    for number, (piece, _) in enumerate(pieces):
        if (
            (_CHINESE.fullmatch(piece) and normalize(piece).text == piece)
            or _OTHER.fullmatch(piece)
            or (len(piece.lstrip("▁")) <= 1 and piece.isascii())
        ):
            used.add(number)
    return sorted(used)
