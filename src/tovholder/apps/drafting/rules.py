"""Who may do what with drafts: the national editors write, whoever works in a municipality or region reads along."""

from tovholder.foundation.visibility.rules import employee, everyone, national_editor

may_read = employee | national_editor
"""The questions are made together with a group of municipalities, so that drafts are no secret among colleagues."""
may_write = national_editor
may_read_editions = everyone
