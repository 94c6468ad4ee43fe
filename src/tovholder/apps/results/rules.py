"""Who may do what with the figures of surveys. Published ones are open to all."""

from tovholder.foundation.visibility.rules import coordinator, everyone, national_editor, same_municipality

may_read = everyone
"""What is not published does not exist for others than the national editors: see ``selectors``."""
may_publish = national_editor
"""Count, check, write highlights, publish, and moderate quotes."""
withdraws_consent = (coordinator & same_municipality) | national_editor
"""The record is a quote: the municipality that wrote it may take it back."""
sees_own_quotes = coordinator
