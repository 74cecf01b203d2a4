"""The name an author probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping


def closest(found: str, known: Iterable[str], labels: Mapping[str, str] | None = None) -> str | None:
    """Return the likeliest of `known` for `found`, or None.

    Tried in this order: a prefix (`verify` for `verify_identity`), a label in another language (`共情` for
    `empathize`), closeness of spelling. difflib alone misses the first and finds nothing for two-character names.
    """
    names = list(known)
    folded = found.strip().lower().replace("-", "_")
    begun = [name for name in names if len(folded) >= 3 and name.lower().replace("-", "_").startswith(folded)]
    if len(begun) == 1:
        return begun[0]
    labelled = [name for name in names if labels and folded and folded in labels.get(name, "")]
    if labelled:
        return labelled[0]
    near = difflib.get_close_matches(folded, [name.lower() for name in names], n=1, cutoff=0.6)
    return next((name for name in names if near and name.lower() == near[0]), begun[0] if begun else None)
