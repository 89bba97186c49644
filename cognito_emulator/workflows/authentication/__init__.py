"""The sign-in engine: one machine behind InitiateAuth, RespondToAuthChallenge and their admin twins.

    start ──▶ first factor ──▶ next_challenge ──┬─▶ Challenge ─▶ issue ─▶ saved, text to the client
                                   ▲            └─▶ Done ─▶ tokens
    respond ──▶ load ─▶ answer ─▶ proven
                          └─▶ rejected: failure counted, the step stays open or closes

`domain/challenges.next_challenge` decides what comes next, and only `dispatcher` asks it. Each
challenge has a file with `issue(sign_in, challenge)`, which prepares what the client is told, and
`answer(sign_in)`, which judges what the client brings back; it never names another challenge.
`flows` opens a sign-in, `progress` keeps it between calls, `gates` holds what may refuse a user at
any step. Tokens are decided on inside the transaction and signed after it.

A refusal that leaves a trace (a counted failure, a closed step) is returned as `Rejected`, so that
the transaction commits; any other refusal is raised and undoes the transaction.

To add a challenge: its place in `domain/challenges`, its file here, its line in
`dispatcher.CHALLENGES`.
"""
