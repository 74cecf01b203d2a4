"""How well a scenario's own acts are heard: leave one example out, read it, see which acts are found.

`python -m benchmarks.own_acts`, a minute or two. `right`: the act of the example is found; `wrong`: only others of its kind;
the rest is not heard. All steps of playing are in it: recognizer, what the message may be doing, likeness.
"""

from __future__ import annotations

from collections import Counter

from itr_sim.scenario import Catalogue
from itr_sim.scenario.model import Examples
from itr_sim.understanding import ExampleActs, Message, load_recognizer, read_with_examples


def main() -> None:
    reader = load_recognizer("accurate")
    catalogue = Catalogue()
    counts: Counter[tuple[str, str]] = Counter()
    for path in catalogue.scenario_files:
        acts = catalogue.scenario(str(path)).examples()
        for name, shown in acts.items():
            kind = name.partition(".")[0]
            for text in shown.like:
                others = tuple(each for each in shown.like if each != text)
                machine = ExampleActs.of({**acts, name: Examples(like=others, unlike=shown.unlike)}, reader)
                found = {label.act for label in read_with_examples(Message("agent", text), reader, machine).acts}
                of_kind = any(act.startswith(f"{kind}.") for act in found)
                counts[kind, "right" if name in found else "wrong" if of_kind else "unheard"] += 1
    for kind in sorted({kind for kind, _ in counts}):
        total = sum(times for (each, _), times in counts.items() if each == kind)
        shares = ", ".join(f"{how} {counts[kind, how] / total:.2f}" for how in ("right", "wrong", "unheard"))
        print(f"{kind}: {total} examples: {shares}")


if __name__ == "__main__":
    main()
