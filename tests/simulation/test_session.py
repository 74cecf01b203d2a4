"""A session is a function of scenario, case, persona, seed and timed messages."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, START, reading_of, said
from itr_sim.scenario import Catalogue
from itr_sim.scenario.model import Consequence
from itr_sim.simulation import AftermathTold, CustomerSays, Ended, Said, draw_case, give_up, open_session, step
from itr_sim.simulation.aftermath import play_out
from itr_sim.simulation.stage import Stage
from itr_sim.understanding import AGENT_ACTS

EXPERT = (
    ("greet", "empathize", "commit"),
    ("probe_detail", "ask.at_home", "ask.called"),
    ("probe_detail", "ask.pickup_point"),
    ("probe_detail", "ask.family"),
    ("reassure", "inform"),
    ("propose", "offer_choice", "solve.reship", "solve.refund", "give_deadline"),
    ("give_deadline", "commit"),
    ("check_resolution", "close"),
)


def played(scenario, persona, acts_of_messages, *, case, seed=1):
    """Return the last session and all events, one tuple a message."""
    session, opening = open_session(scenario, persona, seed=seed, at=START, case=case)
    happened = [opening]
    for number, acts in enumerate(acts_of_messages, 1):
        if session.outcome:
            break
        session, events = step(session, said(*acts, text=f"{number} {' '.join(acts)}", seconds=20 * number))
        happened.append(events)
    return session, happened


def texts(happened):
    return [event.text for events in happened for event in events if isinstance(event, CustomerSays)]


def test_the_same_arguments_give_the_same_session(parcel, anxious):
    """No clock, no global chance: played twice, every event is equal."""
    assert played(parcel, anxious, EXPERT, case="lost") == played(parcel, anxious, EXPERT, case="lost")


def test_another_seed_tells_the_same_truth_in_other_words(parcel, anxious):
    """The seed changes wording and case, not what a fact says."""
    spoken = {tuple(texts(played(parcel, anxious, EXPERT, case="lost", seed=seed)[1])) for seed in range(6)}
    assert len(spoken) > 3


def test_an_expert_settles_the_matter_and_is_rated_well(parcel, anxious):
    """Asked, listened, offered with a date: the customer agrees and gives four stars or more."""
    session, happened = played(parcel, anxious, EXPERT, case="lost")
    assert session.outcome == "settled"
    told = next(event for event in happened[-1] if isinstance(event, AftermathTold))
    assert told.rating >= 4


@pytest.mark.parametrize(
    ("outcome", "costs", "undone"),
    [
        ("settled", -2.0, True),
        ("settled_grudgingly", -3.5, True),
        ("settled", -1.9, False),
        ("broken_off", -4.0, False),
    ],
)
def test_a_consequence_that_costs_two_stars_undoes_what_was_agreed(parcel, anxious, outcome, costs, undone):
    """Only what was agreed can be undone, and the line that tells of it is kept."""
    back = Consequence.model_validate({"when": {"outcome": outcome}, "say": ["三天后他又来了。"], "rating": costs})
    scenario = parcel.model_copy(update={"aftermath": (back,)})
    session, _ = open_session(scenario, anxious, seed=1, at=START, case="lost")
    stage = Stage(scenario, "lost", anxious, 1, session.memory)
    assert play_out(stage, outcome).undone_by == ("三天后他又来了。" if undone else "")


def test_a_fact_is_told_only_when_it_is_asked_about(parcel, anxious):
    """Nothing leaks: after a question about the pickup point the family has not been mentioned."""
    _, happened = played(parcel, anxious, [("probe_detail", "ask.pickup_point")], case="relative")
    told = [fact for events in happened for event in events if isinstance(event, CustomerSays) for fact in event.facts]
    assert told == ["pickup_point"]


def test_two_questions_in_one_message_get_two_answers(parcel, anxious):
    """Principle 4: a reply answers each thing that was asked."""
    _, happened = played(parcel, anxious, [("probe_detail", "ask.at_home", "ask.called")], case="lost")
    assert set(happened[-1][0].facts) == {"at_home", "called"}


def test_a_solution_does_not_land_while_the_customer_is_furious(parcel, catalogue):
    """Emotion first: the same proposal is not taken in above the persona's limit."""
    hot = catalogue.persona("hot-tempered")
    insulted = [("insult",), ("insult",), ("propose", "solve.reship", "give_deadline")]
    session, _ = played(parcel, hot, insulted, case="lost")
    assert session.memory.accepted is None


def test_insults_end_the_conversation(parcel, anxious):
    """A customer who is abused walks away, and the rating is the lowest."""
    session, happened = played(parcel, anxious, [("insult",)] * 8, case="lost")
    assert session.outcome == "broken_off"
    assert next(event.rating for event in happened[-1] if isinstance(event, AftermathTold)) == 1


def test_a_message_that_was_not_understood_costs_nothing(parcel, anxious):
    """Doubt: the customer asks back, mood and patience stay."""
    session, _ = open_session(parcel, anxious, seed=1, at=START, case="lost")
    after, events = step(session, Said("嘟嘟嘟", reading_of("嘟嘟嘟"), START + timedelta(seconds=9)))
    assert events[0].in_doubt
    assert (after.memory.mood, after.memory.patience) == (session.memory.mood, session.memory.patience)


def test_an_offence_that_is_read_unsurely_is_not_taken_as_one(parcel, anxious):
    """A red-line act below the confidence that counts moves nothing."""
    session, _ = open_session(parcel, anxious, seed=1, at=START, case="lost")
    sure, _ = step(session, said("inform", "insult"))
    unsure, _ = step(session, said("inform", "insult", confidence=0.55))
    assert sure.memory.mood > session.memory.mood >= unsure.memory.mood


def test_the_fourth_apology_grates(parcel, anxious):
    """Apologies wear out: the first soothes, the fourth and fifth raise the mood."""
    session, _ = open_session(parcel, anxious, seed=1, at=START, case="lost")
    moods = [session.memory.mood]
    for number in range(5):
        session, _ = step(session, said("apologize", "inform", text=f"抱歉 {'啊' * number * 3} 第{number}次"))
        moods.append(session.memory.mood)
    assert moods[1] < moods[0]
    assert moods[5] > moods[4]


def test_asking_again_what_was_told_is_noticed(parcel, anxious):
    """Memory: the second time the same question costs patience."""
    session, _ = played(parcel, anxious, [("probe_detail", "ask.family")], case="lost")
    again, events = step(session, said("probe_detail", "ask.family", text="家里有人拿吗", seconds=60))
    assert again.memory.patience < session.memory.patience
    assert not events[0].facts


def test_giving_up_after_an_agreement_counts_as_settled(parcel, anxious):
    """The trainee may end what is settled; ending what is not is abandoning it."""
    session, _ = played(parcel, anxious, EXPERT[:7], case="lost")
    assert session.memory.accepted
    assert give_up(session)[0].outcome in ("settled", "settled_grudgingly")
    fresh, _ = open_session(parcel, anxious, seed=1, at=START, case="lost")
    assert give_up(fresh)[0].outcome == "abandoned"


def test_an_ended_session_takes_no_more_messages(parcel, anxious):
    ended, _ = give_up(open_session(parcel, anxious, seed=1, at=START)[0])
    with pytest.raises(ValueError, match="ended"):
        step(ended, said("greet"))


def test_cases_are_drawn_by_their_chances(parcel):
    """Every case comes up, and the likeliest most often."""
    drawn = [draw_case(parcel, seed) for seed in range(400)]
    counts = {case: drawn.count(case) for case in parcel.cases}
    likeliest = max(parcel.cases, key=lambda case: parcel.cases[case].chance)
    assert min(counts.values()) > 0
    assert counts[likeliest] == max(counts.values())


SAYINGS = st.lists(
    st.lists(st.sampled_from([*AGENT_ACTS, "ask.family", "ask.pickup_point", "solve.reship", "solve.refund"]), max_size=4),
    min_size=1,
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(
    sayings=SAYINGS,
    seed=st.integers(0, 99),
    persona=st.sampled_from(["anxious", "hasty", "cautious", "sarcastic", "hot-tempered"]),
)
def test_every_session_ends_within_bounds_and_repeats_nothing_in_a_row(sayings, seed, persona):
    """Whatever is said: mood in 0 to 4, an end by the fortieth message, one ending, and no reply twice in a row."""
    catalogue = Catalogue([ROOT / "tests" / "own"])
    scenario = catalogue.scenario("parcel")
    session, happened = played(scenario, catalogue.persona(persona), (sayings * 41)[:41], case=None, seed=seed)
    assert session.outcome is not None
    assert 0 <= session.memory.mood <= 4
    endings = [event for events in happened for event in events if isinstance(event, Ended)]
    assert len(endings) == 1
    spoken = texts(happened)
    assert all(one != other for one, other in pairwise(spoken))


def test_an_agreement_is_taken_back_when_the_agent_turns_rude(parcel, anxious):
    """Not even a goodbye in the same message settles what an insult has undone."""
    session, _ = played(parcel, anxious, EXPERT[:7], case="lost")
    assert session.memory.accepted
    after, _ = step(session, said("insult", "close", text="爱要不要，再见", seconds=300))
    assert after.outcome is None
    assert after.memory.accepted is None


def test_a_question_that_is_answered_along_with_a_goodbye_is_struck(parcel, anxious):
    """A message is heard whole before it ends anything."""
    acts = [*EXPERT[:5], ("propose", "solve.reship"), ("give_deadline", "close")]
    session, _ = played(parcel, anxious, acts, case="lost")
    assert session.memory.open_questions == []
    assert session.memory.accepted == "reship"


def test_what_was_put_forward_after_an_agreement_is_known_afterwards(parcel, anxious):
    """The aftermath may ask for it."""
    session, _ = played(parcel, anxious, EXPERT[:6], case="lost")
    assert session.memory.accepted
    other = next(name for name in parcel.solutions if name not in session.memory.proposed)
    session, _ = step(session, said("propose", f"solve.{other}", text="还可以这样", seconds=200))
    assert other in session.memory.proposed


def test_after_a_message_that_was_not_understood_a_greeting_is_still_the_first_word(parcel, anxious):
    """All courtesy, and patience and mood stay as if it had been the first."""
    courtesies = said("greet", "empathize", "apologize", text="您好 给您添麻烦了", seconds=60)
    opened, _ = open_session(parcel, anxious, seed=1, at=START, case="lost")
    puzzled, _ = step(opened, said(text="恁先甭急", seconds=20))
    after = step(puzzled, courtesies)[0].memory
    at_once = step(opened, courtesies)[0].memory
    assert (after.mood, after.patience) == (at_once.mood, at_once.patience)


def test_an_ended_session_cannot_be_given_up(parcel, anxious):
    """It has one outcome."""
    ended, _ = give_up(open_session(parcel, anxious, seed=1, at=START, case="lost")[0])
    with pytest.raises(ValueError, match="has ended"):
        give_up(ended)


def test_a_consequence_may_hang_on_what_was_said_at_any_time(parcel, anxious):
    """A bare act under `aftermath:` is one that was carried, since nothing is said any more."""
    promised = Consequence.model_validate({"when": "promise_vague", "say": ["三天后他又来了。"]})
    scenario = parcel.model_copy(update={"aftermath": (promised,)})
    opened, _ = open_session(scenario, anxious, seed=1, at=START, case="lost")
    for act, told in (("promise_vague", ("三天后他又来了。",)), ("inform", ())):
        _, events = give_up(step(opened, said(act))[0])
        assert next(event for event in events if isinstance(event, AftermathTold)).lines == told
