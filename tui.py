"""Open the drafting screen: ``python tui.py [CASE]``, which is ``gsn tui [CASE]``."""

import sys

from gsn.cli.main import main

if __name__ == "__main__":
    sys.argv.insert(1, "tui")
    main()
