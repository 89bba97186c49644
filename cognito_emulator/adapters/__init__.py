"""Implementations of `ports.py`: the only code that touches the outside world.

Clocks, chance, keys, messages, functions and HTTP live here, one adapter per file, chosen in
`emulator.py`. The ones that make a run repeatable (`MoveableClock`, `SeededEntropy`) are for users'
tests as much as for ours. To add one: implement a Protocol of `ports.py`, add nothing to it.
"""
