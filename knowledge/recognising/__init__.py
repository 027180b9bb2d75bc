"""What a message wants: a small linear model, learnt from example sentences, that any machine scores alike.

`examples/` and `concepts.toml` are what a person edits; `python -m knowledge.recognising.build` learns from
them and from `tests/questions/train_*.jsonl` and writes `model.npz`. A test rebuilds it and compares.
"""
