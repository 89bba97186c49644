"""``python -m cognito_emulator`` is the command ``cognito-emulator``."""

from cognito_emulator.cli.main import main

if __name__ == "__main__":
    main()
