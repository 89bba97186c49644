"""For the tests of applications: the in-process door, fixtures and ready-made pools and users.

``mock`` is what users enter; ``botocore_hook`` and ``issuer_hook`` are how calls made by boto3,
``requests`` and ``urllib`` reach the emulator without a socket; ``factories`` and ``journeys`` make
pools, clients, users and sign-ins. Everything here goes through the public API of the emulator: it
knows neither tables nor rules.
"""
