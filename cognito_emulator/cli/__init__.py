"""The command ``cognito-emulator``: one file for each of its commands.

A command reads its flags, composes the parts it needs and prints for people. It holds no rule of the
emulator. Heavy imports belong to the worker processes, not to the one that starts them.
"""
