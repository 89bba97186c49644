"""The benchmark behind `scripts/bench`: one run, one machine, every figure beside the floor it is judged by.

`load.py` drives HTTP with eight connections, `servers.py` starts what is measured and reads its CPU and memory,
`calls.py` prepares the calls, `report.py` prints. Add a call by adding it to `calls.py`.
"""
