"""`python -m articlefmt` is the command `articlefmt`."""

from articlefmt.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main(prog_name="articlefmt")
