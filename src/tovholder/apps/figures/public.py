"""What other rooms may use of this one."""

from tovholder.apps.figures.models import PublishedFigure
from tovholder.apps.figures.selectors import figure_for, figures_of_technology, shown_figures

__all__ = ["PublishedFigure", "figure_for", "figures_of_technology", "shown_figures"]
