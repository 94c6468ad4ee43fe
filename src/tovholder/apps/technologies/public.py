"""What other rooms may use of this one."""

from tovholder.apps.technologies.models import Technology
from tovholder.apps.technologies.selectors import catalogue_revision, technologies, technologies_by_name, technology_for

__all__ = ["Technology", "catalogue_revision", "technologies", "technologies_by_name", "technology_for"]
