"""A scenario's own acts, recognized by example: what is like them, what only resembles them, and where they stand.

The meanings are made by hand. Every known word points along an axis, a text along the sum of its words; a text without any
points along axis 0, as do all ordinary messages of agents. For one act with one example along its own axis the machine can be
worked out: the kernel is exp(2 (cosine - 1)), 1 where meanings agree and 0.135 where they have nothing in common. With 0.2 on
the diagonal the example weighs 1 / (1.2 - 0.135²) = 0.846, the many ordinary ones together -0.135 * 0.846 = -0.1145. So a text
at cosine c from the example that has nothing of the ordinary is like the act by 0.846 exp(2 (c - 1)) - 0.0155:

    text      签收   签收 and 地址   签收某某   签收多半   签收各种   地址
    c         1      0.707           0.507      0.347      0.316      0
    likeness  0.831  0.456           0.300      0.214      0.200      0.099

An act counts from 0.22 and comes near from 0.15. Other acts take a little from each other: 0.01 to 0.03.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itr_sim.transcript import ActLabel
from itr_sim.understanding import ExampleActs, Message, Reading, Segment, load_recognizer, read_with_examples
from itr_sim.understanding.examples import _ordinary
from itr_sim.understanding.segmenting import segments_of

AXES = {
    "亲": (0, 1),
    "签收": (1, 1),
    "签收单": (1, 0.6),
    "地址": (2, 1),
    "补寄": (3, 1),
    "退款": (4, 1),
    "某某": (5, 1.7),
    "多半": (5, 2.7),
    "各种": (5, 3),
}
"""Words with their axis and how far they point. The last three are about something else: they draw a text away from the rest."""

ORDINARY = frozenset(_ordinary())


@dataclass(frozen=True)
class Shown:
    like: tuple[str, ...]
    unlike: tuple[str, ...] = ()


class ByWord:
    """Finds the acts it is told to find, over the whole message; a message in which it finds none is in doubt."""

    name = "words-1"

    def __init__(self, *acts: str, possible: tuple[str, ...] = (), cuts: bool = True) -> None:
        self.acts, self.possible, self.cuts = acts, possible, cuts

    def read(self, messages):
        return [self._reading(message.text) for message in messages]

    def _reading(self, text):
        labels = tuple(ActLabel(act=act, confidence=0.9, span=(0, len(text))) for act in self.acts)
        segments = tuple(Segment(span, labels) for span in segments_of(text)) if self.cuts else ()
        return Reading(labels, segments, None, "zh", self.name, in_doubt=not labels, possible=() if labels else self.possible)

    def explain(self, message):
        return ()

    def meanings(self, texts):
        assert all(text.strip() for text in texts), "nothing means nothing"
        rows = np.zeros((len(texts), 6), np.float32)
        for row, text in zip(rows, texts, strict=True):
            known = [AXES[word] for word in AXES if word in text and text not in ORDINARY]
            for axis, far in known or [(0, 1)]:
                row[axis] += far
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def heard(text: str, recognizer: ByWord | None = None, **acts: Shown) -> Reading:
    """Return the reading of an agent's message; an act is named `ask__who` for `ask.who`."""
    recognizer = recognizer or ByWord()
    shown = {name.replace("__", "."): each for name, each in acts.items()}
    return read_with_examples(Message("agent", text), recognizer, ExampleActs.of(shown, recognizer))


def own_acts(reading: Reading) -> list[str]:
    return [label.act for label in reading.acts if "." in label.act]


SIGNED, ADDRESS, RESHIP, REFUND = Shown(("签收",)), Shown(("地址",)), Shown(("补寄",)), Shown(("退款",))


class TestLikeness:
    def test_it_is_as_worked_out_by_hand(self) -> None:
        recognizer = ByWord()
        machine = ExampleActs.of({"do.sign": SIGNED}, recognizer)
        texts = ["签收", "签收和地址", "签收某某", "签收多半", "签收各种", "地址", "在的"]
        likeness = machine.likeness(recognizer.meanings(texts))
        assert machine.names == ("do.sign",)
        assert likeness.shape == (7, 1)
        assert likeness[:, 0] == pytest.approx([0.831, 0.456, 0.300, 0.214, 0.200, 0.099, 0], abs=0.002)

    def test_each_act_has_a_column_of_its_own_in_their_order(self) -> None:
        recognizer = ByWord()
        machine = ExampleActs.of({"do.sign": Shown(("签收",), ("地址",)), "do.send": Shown(("补寄", "退款"))}, recognizer)
        likeness = machine.likeness(recognizer.meanings(["签收", "地址", "补寄", "退款"]))
        assert (likeness > 0.5).tolist() == [[True, False], [False, False], [False, True], [False, True]]

    def test_what_is_unlike_an_act_repels_what_lies_near_it(self) -> None:
        """A text half about the address is like enough (0.456); not any more where just that is shown as unlike."""
        assert own_acts(heard("签收和地址", do__sign=SIGNED)) == ["do.sign"]
        repelled = Shown(SIGNED.like, ("签收以及地址",))
        assert own_acts(heard("签收和地址", do__sign=repelled)) == []
        assert own_acts(heard("签收", do__sign=repelled)) == ["do.sign"]

    def test_an_act_has_to_be_nearer_than_the_ordinary_messages(self) -> None:
        """An example that is half an ordinary message does not draw the ordinary ones."""
        half = Shown(("亲，签收",))
        assert own_acts(heard("亲，辛苦您了", do__sign=half)) == []
        assert own_acts(heard("亲，签收", do__sign=half)) == ["do.sign"]

    def test_the_more_alike_the_surer(self) -> None:
        """From 0.5 where it just counts to 1 from a likeness of 0.8 on: 0.5 + 0.5 (0.456 - 0.22) / 0.58 = 0.703."""
        sure, less, just = (heard(text, do__sign=SIGNED).acts[0] for text in ("签收", "签收和地址", "签收某某"))
        assert [each.confidence for each in (sure, less, just)] == [
            1,
            pytest.approx(0.703, abs=0.003),
            pytest.approx(0.569, abs=0.003),
        ]

    def test_a_second_act_counts_that_is_nearly_as_like_as_the_first(self) -> None:
        """Two that are equally like (0.41); then 0.58 and 0.26, which by itself would count."""
        assert own_acts(heard("签收和地址", do__sign=SIGNED, do__send=ADDRESS)) == ["do.send", "do.sign"]
        assert own_acts(heard("签收单和地址", do__sign=SIGNED, do__send=ADDRESS)) == ["do.sign"]
        assert own_acts(heard("签收单和地址", do__send=ADDRESS)) == ["do.send"]


class TestWhatAMessageCanBeDoing:
    @pytest.mark.parametrize(
        ("text", "acts", "found"),
        [
            ("签收和地址", (), False),
            ("签收和地址？", (), True),
            ("谁签收的，和地址", (), True),
            ("who 签收和地址", (), True),
            ("签收和地址变没变", (), True),
            ("签收和地址没变", (), False),
            ("不不不，签收和地址", (), False),
            ("签收和地址吗，特别是楼下", (), True),
            ("是签收还是地址", (), True),
            ("不管是签收还是地址", (), False),
            ("签收和地址还是他的", (), False),
            ("签收和地址", ("probe_detail",), True),
            ("签收和地址", ("ask_consent",), True),
            ("签收和地址", ("inform",), False),
            ("签收", (), True),
            ("签收", ("inform",), True),
        ],
    )
    def test_a_question_needs_asking_or_much_likeness(self, text: str, acts: tuple[str, ...], found: bool) -> None:
        assert own_acts(heard(text, ByWord(*acts), ask__who=SIGNED)) == (["ask.who"] if found else [])

    @pytest.mark.parametrize(
        ("acts", "found"), [((), True), (("propose",), True), (("commit", "empathize"), True), (("empathize",), False)]
    )
    def test_a_solution_needs_offering_or_that_nothing_else_was_found(self, acts: tuple[str, ...], found: bool) -> None:
        assert own_acts(heard("补寄", ByWord(*acts), solve__reship=RESHIP)) == (["solve.reship"] if found else [])

    @pytest.mark.parametrize(
        ("text", "acts", "found"),
        [
            ("签收和地址", ("restate",), False),
            ("签收和地址", ("inform",), True),
            ("签收和地址", (), True),
            ("签收", ("restate",), True),
        ],
    )
    def test_the_customers_words_given_back_are_not_said(self, text: str, acts: tuple[str, ...], found: bool) -> None:
        assert own_acts(heard(text, ByWord(*acts), say__signed=SIGNED)) == (["say.signed"] if found else [])

    @pytest.mark.parametrize("name", ["do__send", "tell__sent"])
    def test_other_acts_need_nothing(self, name: str) -> None:
        assert own_acts(heard("补寄", ByWord("empathize"), **{name: RESHIP})) == [name.replace("__", ".")]

    def test_a_question_that_leads_clearly_counts_from_a_smaller_likeness(self) -> None:
        """0.200 is too little for a solution, enough for the only question."""
        assert own_acts(heard("签收各种？", ask__who=SIGNED)) == ["ask.who"]
        assert own_acts(heard("补寄各种？", solve__reship=RESHIP)) == []

    def test_a_question_leads_only_where_no_other_act_comes_near(self) -> None:
        """Two questions: 0.18 each."""
        assert own_acts(heard("签收地址各种？", ask__who=SIGNED, ask__where=ADDRESS)) == []

    def test_an_open_question_is_not_taken_for_a_specific_one_that_merely_leads(self) -> None:
        assert own_acts(heard("签收各种？", ByWord("probe_open"), ask__who=SIGNED)) == []

    @pytest.mark.parametrize(
        ("text", "acts", "found"),
        [
            ("签收某某？", ("check_resolution",), False),
            ("签收某某？", ("ask_consent",), False),
            ("签收各种？", ("check_resolution",), False),
            ("签收和地址？", ("check_resolution",), True),
            ("签收某某？", ("check_resolution", "probe_detail"), True),
            ("签收某某？", (), True),
        ],
    )
    def test_asking_whether_all_is_well_is_a_question_about_the_matter_only_if_it_is_much_like_one(
        self, text: str, acts: tuple[str, ...], found: bool
    ) -> None:
        """0.300 or 0.200 is not, 0.456 is; and one about the matter as well needs no more than any other."""
        assert own_acts(heard(text, ByWord(*acts), ask__who=SIGNED)) == (["ask.who"] if found else [])


class TestTheReading:
    def test_where_something_is_found_nothing_is_in_doubt(self) -> None:
        reading = heard("补寄", ByWord(possible=("inform",)), solve__reship=RESHIP)
        assert (reading.in_doubt, reading.possible) == (False, ())

    def test_where_nothing_is_found_the_message_stays_in_doubt(self) -> None:
        reading = heard("在的", ByWord(possible=("inform",)), solve__reship=RESHIP)
        assert (reading.acts, reading.in_doubt, reading.possible) == ((), True, ("inform",))

    def test_of_a_message_in_doubt_the_own_acts_that_came_near_are_possible_too_likest_first(self) -> None:
        """Reship by 0.21 in its sentence, refund by 0.19 in the other, the address nowhere by more than 0.1."""
        recognizer = ByWord(possible=("inform",))
        text = "补寄多半东西呀。退款各种东西呀"
        reading = heard(text, recognizer, solve__refund=REFUND, solve__reship=RESHIP, solve__move=ADDRESS)
        assert (reading.acts, reading.in_doubt) == ((), True)
        assert reading.possible == ("inform", "solve.reship", "solve.refund")

    def test_the_nearest_stretch_says_how_near_an_act_came(self) -> None:
        """The first sentence by itself is like it by 0.200, in one with the second by 0.135 (cosine 1 : 7.27)."""
        reading = heard("补寄各种东西呀。某某多半您放心", solve__reship=RESHIP)
        assert (reading.acts, reading.possible) == ((), ("solve.reship",))

    def test_what_lies_farther_off_is_not_possible(self) -> None:
        """0.135, by words that are mostly about something else."""
        assert heard("补寄各种某某多半", solve__reship=RESHIP).possible == ()

    def test_what_the_message_cannot_be_doing_is_not_possible(self) -> None:
        """It is not asked, however much it is about the same."""
        assert heard("签收和地址", ask__who=SIGNED).possible == ()

    def test_an_act_that_came_near_is_not_possible_where_another_was_found(self) -> None:
        reading = heard("补寄各种", ByWord("inform"), solve__reship=RESHIP)
        assert ([label.act for label in reading.acts], reading.possible) == (["inform"], ())

    def test_each_act_stands_at_its_stretch_and_is_carried_by_its_segment(self) -> None:
        text = "谁签收的呢？马上给您补寄！亲亲别担心呀。"
        reading = heard(text, ask__who=SIGNED, solve__reship=RESHIP)
        places = {label.act: text[slice(*label.span)] for label in reading.acts}
        assert (places["ask.who"], places["solve.reship"]) == ("谁签收的呢？", "马上给您补寄！")
        assert [[label.act for label in segment.acts] for segment in reading.segments] == [["ask.who"], ["solve.reship"], []]

    def test_an_act_that_two_segments_say_together_stands_at_both(self) -> None:
        """Its example is about both; the two are more like it than either, or than all three."""
        text = "包裹被人签收。您的地址填错。亲亲别担心呀"
        reading = heard(text, do__both=Shown(("签收地址",)))
        assert [(label.act, text[slice(*label.span)]) for label in reading.acts] == [("do.both", "包裹被人签收。您的地址填错。")]
        assert [len(segment.acts) for segment in reading.segments] == [1, 1, 0]

    def test_without_segments_the_stretches_are_cut_all_the_same(self) -> None:
        text = "谁签收的呢？亲亲别担心呀。"
        reading = heard(text, ByWord(cuts=False), ask__who=SIGNED)
        assert (text[slice(*reading.acts[0].span)], reading.segments) == ("谁签收的呢？", ())

    def test_the_recognizers_acts_come_first_then_those_implied_then_the_own_surest_first(self) -> None:
        """The question is like its example by some 0.46, the solution by 0.83."""
        reading = heard("谁签收的地址？给您办理补寄！", ByWord("inform"), ask__who=SIGNED, solve__reship=RESHIP)
        assert [label.act for label in reading.acts] == ["inform", "propose", "probe_detail", "solve.reship", "ask.who"]

    @pytest.mark.parametrize(
        ("acts", "implied"),
        [((), ["probe_detail"]), (("restate",), ["probe_detail"]), (("probe_detail",), []), (("probe_open",), [])],
    )
    def test_an_own_question_is_a_question_unless_one_was_found(self, acts: tuple[str, ...], implied: list[str]) -> None:
        reading = heard("谁签收的？", ByWord(*acts), ask__who=SIGNED)
        assert [label.act for label in reading.acts] == [*acts, *implied, "ask.who"]

    @pytest.mark.parametrize(("acts", "implied"), [((), ["propose"]), (("commit",), ["propose"]), (("propose",), [])])
    def test_an_own_solution_is_a_proposal_unless_one_was_found(self, acts: tuple[str, ...], implied: list[str]) -> None:
        reading = heard("给您补寄", ByWord(*acts), solve__reship=RESHIP, solve__send=Shown(("补寄一件",)))
        assert [label.act for label in reading.acts] == [*acts, *implied, "solve.reship", "solve.send"]

    def test_what_is_implied_is_as_sure_as_what_implies_it_and_stands_there(self) -> None:
        """Of two solutions the surer one: about 0.83 against 0.46."""
        reading = heard("地址补寄给您。改成退款给您。", solve__reship=RESHIP, solve__refund=REFUND)
        assert own_acts(reading) == ["solve.refund", "solve.reship"]
        assert reading.label("propose") == reading.acts[1].model_copy(update={"act": "propose"})
        assert reading.acts[0].span == reading.acts[1].span

    def test_other_own_acts_imply_nothing(self) -> None:
        assert [label.act for label in heard("给您补寄", do__send=RESHIP).acts] == ["do.send"]

    @pytest.mark.parametrize("text", ["", "  \n"])
    def test_a_message_of_nothing_is_read_as_the_recognizer_reads_it(self, text: str) -> None:
        (reading,) = ByWord().read([Message("agent", text)])
        assert heard(text, solve__reship=RESHIP) == reading

    def test_a_scenario_without_acts_of_its_own_changes_nothing(self) -> None:
        recognizer = ByWord(possible=("inform",))
        assert heard("谁签收的？", recognizer) == recognizer.read([Message("agent", "谁签收的？")])[0]

    @given(st.lists(st.sampled_from([*AXES, "吗？", "。", "，", " ", "在的"]), max_size=12).map("".join))
    @settings(max_examples=60, deadline=None)
    def test_own_acts_lie_in_the_message_and_each_is_carried_by_the_segments_it_touches(self, text: str) -> None:
        reading = read_with_examples(Message("agent", text), BY_WORD, MACHINE)
        for label in reading.acts:
            start, end = label.span
            assert 0 <= start < end <= len(text)
        own = [label for label in reading.acts if "." in label.act]
        for segment in reading.segments:
            start, end = segment.span
            assert list(segment.acts) == [label for label in own if label.span[0] < end and label.span[1] > start]
        assert reading.in_doubt == (not own)


BY_WORD = ByWord()
MACHINE = ExampleActs.of({"ask.who": SIGNED, "ask.where": ADDRESS, "solve.reship": RESHIP, "do.pay": REFUND}, BY_WORD)


def test_with_real_meanings_too_likes_draw_and_unlikes_repel() -> None:
    """Words that no example has, a look-alike before and after it is shown as such, and what is about nothing of the kind."""
    recognizer = load_recognizer("accurate")
    like = ("谁签收的您知道吗", "签收人是哪位", "单子上签的是谁的名字")
    unlike = ("您是几点签收的呀", "签收的时候外包装完好吗")
    reship = Shown(("我给您重新补寄一件", "这边马上安排补发", "再给您寄一个新的过去"))
    drawn, repelled = (
        ExampleActs.of({"ask.who": Shown(like, each), "solve.reship": reship}, recognizer) for each in ((), unlike)
    )

    def own(text: str, examples: ExampleActs) -> list[str]:
        return own_acts(read_with_examples(Message("agent", text), recognizer, examples))

    assert own("那签收人是谁您清楚吗？", repelled) == ["ask.who"]
    assert own("那我给您重新补发一件吧", repelled) == ["solve.reship"]
    assert own("您是几点签收的呀", drawn) == ["ask.who"]
    assert own("您是几点签收的呀", repelled) == []
    assert own("祝您生活愉快，再见", repelled) == []
