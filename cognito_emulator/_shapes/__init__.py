"""TypedDicts of every structure of the three services, generated from the service models.

Imported for type checking only, so that a misspelt member or a missing required one is an error
before anything runs. Never edited: `scripts/generate_models.py` writes them.
"""
