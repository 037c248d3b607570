"""`python -m holdspace` is the same as `holdspace`."""

from holdspace.cli.app import main

if __name__ == "__main__":
    main()
