"""How the shipped weights are made from the corpus: `make model`. Development only; nothing at run time imports it."""
