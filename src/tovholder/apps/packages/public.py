"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.packages.actions import (
    change_package,
    create_package,
    delete_package,
    finish_package,
    reopen_package,
    share_package,
    withdraw_package,
)
from tovholder.apps.packages.models import Package, Paper, PaperEdition, Thank
from tovholder.apps.packages.outlines import outline
from tovholder.apps.packages.paper_actions import change_paper, remove_paper, restore_edition, take_over, write_paper
from tovholder.apps.packages.reuse_actions import copy_package, thank
from tovholder.apps.packages.selectors import package_for, papers_of, reuse_of
from tovholder.apps.packages.states import State
from tovholder.apps.packages.writing import PackageFacts, PaperText

__all__ = [
    "Package",
    "PackageFacts",
    "Paper",
    "PaperEdition",
    "PaperText",
    "State",
    "Thank",
    "change_package",
    "change_paper",
    "copy_package",
    "create_package",
    "delete_package",
    "finish_package",
    "outline",
    "package_for",
    "papers_of",
    "remove_paper",
    "reopen_package",
    "restore_edition",
    "reuse_of",
    "share_package",
    "take_over",
    "thank",
    "withdraw_package",
    "write_paper",
]
