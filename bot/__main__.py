"""`python -m bot`: everything an operator can start. See `python -m bot --help`."""

from bot.cli import main

if __name__ == "__main__":
    main()
