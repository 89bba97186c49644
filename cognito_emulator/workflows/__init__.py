"""What two doors share: looking things up, delivering codes, issuing tokens, and the sign-in engine.

A workflow takes the request's `Context` and an open `Store`; it knows nothing of HTTP or of request and response shapes. A door
talks to `storage` directly where nothing is shared: no workflow exists only to pass a call on.

To add one: a module of verbs here, used by at least two doors (or two operations), with the errors it raises in the docstrings.
"""
