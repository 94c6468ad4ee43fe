"""What other rooms, and the demo, may use of this one."""

from tovholder.apps.funding.actions import PoolFacts, add_pool, change_pool, close_pool, pass_on
from tovholder.apps.funding.application_actions import (
    ApplicationFacts,
    add_application,
    add_co_financier,
    step_application,
    write_on_project,
)
from tovholder.apps.funding.joint_actions import (
    JointFacts,
    add_joint_partner,
    decline_joint,
    join_joint,
    start_joint,
    step_joint,
)
from tovholder.apps.funding.joint_models import JointKind, JointPurchase, JointState, JointTaking
from tovholder.apps.funding.models import (
    Application,
    ApplicationState,
    CoFinancier,
    FundingPool,
    PoolState,
    PoolTip,
)

__all__ = [
    "Application",
    "ApplicationFacts",
    "ApplicationState",
    "CoFinancier",
    "FundingPool",
    "JointFacts",
    "JointKind",
    "JointPurchase",
    "JointState",
    "JointTaking",
    "PoolFacts",
    "PoolState",
    "PoolTip",
    "add_application",
    "add_co_financier",
    "add_joint_partner",
    "add_pool",
    "change_pool",
    "close_pool",
    "decline_joint",
    "join_joint",
    "pass_on",
    "start_joint",
    "step_application",
    "step_joint",
    "write_on_project",
]
