"""How much an uploaded list may hold. Real ones stay far below; what lies above is a mistake or an attack."""

from typing import Final

MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 200
MAX_CELL: Final = 10_000
MAX_CELLS: Final = 3_000_000
"""Rows times columns of the rectangle that holds all filled cells: what a reader must keep in memory."""

MAX_ZIP_ENTRIES: Final = 1_000
MAX_ZIP_BYTES: Final = 150 * 1024 * 1024
MAX_ZIP_RATIO: Final = 150
"""Unpacked to packed. Sheets of text reach some 30; a bomb reaches 1,000."""
