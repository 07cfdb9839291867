"""Session 1 with simulated colleagues: they come in, ask, write, pair, draft and agree, each in their own manner."""
