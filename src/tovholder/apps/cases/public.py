"""What other rooms may use of this one."""

from tovholder.apps.cases.models import Case
from tovholder.apps.cases.selectors import case_for, cases_of_technology, shown_cases

__all__ = ["Case", "case_for", "cases_of_technology", "shown_cases"]
