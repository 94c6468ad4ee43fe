"""Who may do what with published figures."""

from tovholder.foundation.visibility.rules import everyone, national_editor

may_read = everyone
may_edit = national_editor
