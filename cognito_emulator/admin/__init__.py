"""The developer's side of the emulator, under ``/_emulator/``: inbox, clock, reset.

`inbox` is what Python code and HTTP share; `api` gives it a JSON form; `guard` keeps web sites that
a developer happens to visit from calling it. It has no part in what Cognito does: nothing outside
imports it except the composition root.

To add a call: a function of `AdminApi` and its line in `_ROUTES`; times are ISO 8601, durations are
seconds, names are camelCase, errors are ``{"error": ..., "message": ...}``.
"""
