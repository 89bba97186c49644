"""The rules of Cognito as pure code: frozen dataclasses and functions of their arguments.

Nothing here reads a clock, draws chance, touches storage or the network: `now` and random bytes are
arguments, so every rule can be tested by calling it. Imports nothing of ours but `domain` and
`errors` (the wording of a refusal is part of its rule), and outside the standard library only
`cryptography` and `gmpy2`.

One file per noun, the same noun as in `storage/` and `idp/`. To add a rule: put it with its noun,
state it in the docstring's first sentence with its `Source:`, and test it in `tests/domain/`.
"""
