"""Write down what the shipped files are: `python -m training.seal`, the last step of `make model`.

The fingerprint in the weights says from what they were made; this says that they are still those that were made then.
"""

from __future__ import annotations

import hashlib
import json

from training.fingerprint import WEIGHTS

SEAL = WEIGHTS / "digests.json"


def digests() -> dict[str, str]:
    """Return a digest of each shipped file of weights, by name."""
    files = (path for path in sorted(WEIGHTS.iterdir()) if path != SEAL)
    return {path.name: hashlib.blake2b(path.read_bytes(), digest_size=8).hexdigest() for path in files}


def main() -> None:
    SEAL.write_text(json.dumps(digests(), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
