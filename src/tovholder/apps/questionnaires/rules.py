"""Who may do what. Questionnaires are public; their answers belong to the rooms where they are given."""

from tovholder.foundation.visibility.rules import everyone

may_read = everyone
