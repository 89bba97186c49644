"""cognito-idp: one thin function for each operation of the user pools API.

A function takes the request's `Context` and the parsed, validated request, and returns the response
of the model; it knows nothing of HTTP, JSON or SQL. What it may raise are the errors its model lists.

To add an operation, in six steps:

1. Read it in the service model and the API reference; find what is known of its errors and limits.
2. Write `def admin_disable_user(ctx: Context, request: AdminDisableUserRequest) ->
   AdminDisableUserResponse` in the module of its family (the name is the operation's in snake_case),
   with a docstring that states the rule, what it raises, and the source. An operation without output
   in the model returns None, one with an empty output `{}`.
3. Put what is a rule and not a step into `domain/`, what another door needs too into `workflows/`.
   Look things up with `workflows.lookup`, which alone words "does not exist"; raise named
   constructors of `errors.idp`, never a message.
4. Read and write inside `ctx.reading()` and `ctx.writing(lock=...)`; never call out inside.
5. Add its line to the table in `operations.py`, in its family.
6. Write `tests/idp/test_<module>.py` (our code is right) and `conformance/cases/idp/<family>/
   test_<operation>.py` (Cognito would answer the same): happy path, defaults, each error, limits.
"""
