"""The corpus: written one by one, labelled after the label set, apart from what it is tested on."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from training.corpus import CORPUS, CorpusError, Example, read_corpus, read_dialogues, read_groups
from training.hygiene import Near, families, letters, near_duplicates

from conftest import ROOT
from itr_sim.scenario import Catalogue
from itr_sim.understanding import AGENT_ACTS, CUSTOMER_ACTS
from itr_sim.understanding.examples import _ordinary
from itr_sim.understanding.segmenting import weight_of

SAMPLES = ROOT.parent / "shared" / "data"
LEAST = {("zh", "agent"): 6000, ("en", "agent"): 4500, ("zh", "customer"): 3000, ("en", "customer"): 2200}


@pytest.fixture(scope="module")
def whole():
    return [*read_corpus(), *read_corpus(held_out=True)]


def held_out_turns() -> list[Example]:
    return [turn for path in sorted(CORPUS.glob("*/dialogues/held-out-*.jsonl")) for turn in read_dialogues(path)]


def test_there_is_as_much_of_each_as_was_promised(whole):
    """Messages by language and speaker, the held-out part with them."""
    counts = Counter((example.language, example.speaker) for example in whole)
    assert all(counts[part] >= least for part, least in LEAST.items()), counts


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("speaker", "acts"), [("agent", AGENT_ACTS), ("customer", CUSTOMER_ACTS)])
def test_every_act_is_there_in_both_parts(whole, language, speaker, acts):
    """At least a hundred of each act to learn from, at least twenty to be tested on."""
    for held_out, least in ((False, 100), (True, 20)):
        counts = Counter(
            act
            for example in whole
            if (example.language, example.speaker) == (language, speaker) and ("held-out" in example.place) == held_out
            for act in example.acts
        )
        assert {act: counts[act] for act in acts if counts[act] < least} == {}


def test_a_tenth_is_held_out_and_a_third_carries_two_acts_or_more(whole):
    """Of all; of each language and speaker at least nine in a hundred are held out."""
    held, all_of = Counter(), Counter()
    for example in whole:
        all_of[example.language, example.speaker] += 1
        held[example.language, example.speaker] += "held-out" in example.place
    assert held.total() >= 0.1 * all_of.total()
    assert {part: held[part] / all_of[part] for part in all_of if held[part] < 0.09 * all_of[part]} == {}
    learnt = [example for example in whole if "held-out" not in example.place]
    assert sum(len(example.acts) > 1 for example in learnt) >= 0.33 * len(learnt)


def test_the_readme_counts_the_corpus_as_it_is(whole):
    readme = (ROOT / "corpus" / "README.md").read_text("utf-8")
    for language, speaker in LEAST:
        own = [example for example in whole if (example.language, example.speaker) == (language, speaker)]
        held = sum("held-out" in example.place for example in own)
        assert f"| {language} {speaker} | {len(own) - held} | {held} |" in readme


def test_no_message_repeats_another(whole):
    """Near-duplicates: more than sixty percent of common character n-grams."""
    assert near_duplicates([example.text for example in whole]) == []


def test_no_held_out_turn_repeats_what_is_learnt(whole):
    """Short turns apart: 好的，谢谢 and no that's all, bye are said in every conversation."""
    learnt = [example.text for example in whole if "held-out" not in example.place]
    learnt += [text for language in ("zh", "en") for group in read_groups(language) for text in group.like]
    turns = held_out_turns()
    near = Near()
    for text in learnt:
        near.add(text)
    assert len(turns) > 500
    assert [(turn.text, near.like(turn.text)) for turn in turns if weight_of(turn.text) >= 20 and near.like(turn.text)] == []


def test_no_four_messages_are_cut_from_one_template(whole):
    assert families([example.text for example in whole]) == []


def test_a_template_would_be_found():
    """The check itself: four messages of one frame are a family, and a changed word is a near-duplicate."""
    cut = [
        f"亲您好您购买的{item}我们会尽快为您处理的请放心" for item in ("台灯支架", "电饭煲内胆", "羊毛围巾一条", "儿童积木玩具")
    ]
    assert families(cut) == [cut]
    assert near_duplicates(["我这就给仓库打电话问问", "我这就给仓库打电话问下"]) != []


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the labelled samples are kept apart from the repository")
def test_nothing_of_the_samples_is_in_the_corpus(whole):
    """The samples are for evaluation: neither they nor near-duplicates of them may be learnt, in a scenario's examples either."""
    samples = []
    for path in SAMPLES.glob("*.jsonl"):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            samples += [record["text"]] if "text" in record else [turn["text"] for turn in record["turns"]]
    assert samples
    learnt = [example.text for example in whole]
    learnt += [text for language in ("zh", "en") for group in read_groups(language) for text in (*group.like, *group.unlike)]
    scenarios = Catalogue()
    examples = [scenarios.scenario(str(path)).examples() for path in scenarios.scenario_files]
    beside = [text for acts in examples for act in acts.values() for text in (*act.like, *act.unlike)]
    beside += [*_ordinary(), *(turn.text for turn in held_out_turns())]
    learnt += [text for text in beside if weight_of(text) >= 12]
    near = Near()
    for text in samples:
        near.add(text)
    repeated = [(text, near.like(text)) for text in learnt if letters(text) and near.like(text)]
    assert repeated == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"turns": [', "expected a conversation with turns"),
        ('{"id": "x"}', "expected a conversation with turns"),
        ('{"turns": [{"speaker": "agent", "text": "在", "acts": ["hello"]}]}', "1.1: expected a speaker"),
        ('{"turns": [{"speaker": "system", "text": "在", "acts": []}]}', "1.1: expected a speaker"),
        ('{"turns": [{"speaker": "customer", "text": "在", "acts": []}]}', "1.1: a customer's turn has an emotion"),
    ],
)
def test_a_conversation_that_does_not_have_the_form_is_named_with_its_place(tmp_path, monkeypatch, line, what):
    monkeypatch.setattr("training.corpus.CORPUS", tmp_path)
    path = tmp_path / "zh" / "dialogues" / "learn-9.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(CorpusError, match=what):
        list(read_dialogues(path))


def test_a_turn_is_learnt_with_the_emotion_of_its_words_alone(tmp_path, monkeypatch):
    """Where the context makes a bare word angry, the word by itself is not."""
    monkeypatch.setattr("training.corpus.CORPUS", tmp_path)
    path = tmp_path / "zh" / "dialogues" / "learn-9.jsonl"
    path.parent.mkdir(parents=True)
    turns = [{"speaker": "customer", "text": "图", "acts": ["provide_info"], "emotion": 3, "alone": 0}]
    path.write_text(json.dumps({"turns": turns}) + "\n\n", "utf-8")
    assert [(each.emotion, each.acts, each.place) for each in read_dialogues(path)] == [
        (0, ("provide_info",), "zh/dialogues/learn-9.jsonl:1.1")
    ]
