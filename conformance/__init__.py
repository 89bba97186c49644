"""Cases about Amazon Cognito itself, runnable against any endpoint.

`tests/` shows that our code is right; a case here states what Cognito answers, with the source of that knowledge. See
`README.md` for the levels of evidence and the targets.
"""
