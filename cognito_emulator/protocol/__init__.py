"""The AWS wire: from an HTTP request to an operation's values and back, driven by the service models.

Five steps, one file each: `routing` (which operation), `parse` (bytes to values), `validate`
(constraints, in AWS's words), the operation itself, `serialize` (values to bytes). `dispatch` runs
them; `scope` reads whose call it is; `error_wire` and `cors` dress the answer. `model` reads the
vendored models of `models/` (written by `scripts/generate_models.py`, never edited) and `compiled`
keeps what is computed once per operation: every shape becomes a closure the first time it is used.

The package knows nothing of Cognito beyond the names of the three services: it imports neither the
domain nor storage, and the context is an object it only passes on.

Quirks kept on purpose: unknown members are ignored and nulls count as absent; broken JSON answers
a SerializationException without a message while a wrong JSON type has one, in a member spelled
`Message`; operations without an output shape answer no body at all, those with an empty one `{}`.

The oracle is botocore: `conformance/wire` sends what its serializer writes through our parser and
reads what our serializer writes with its parser, for every operation.
"""
