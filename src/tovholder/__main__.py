"""``python -m tovholder``: the same as the console script ``tovholder``."""

from tovholder.site.cli import main

main()
