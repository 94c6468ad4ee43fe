"""What the demo contributes: its stages, and the logins that a demo's login page prints."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tovholder.demo.logins import PASSWORD, logins
from tovholder.demo.stage import STAGES, DemoStage, Level
from tovholder.demo.stages.assessments import build_assessments
from tovholder.demo.stages.barriers import build_barriers
from tovholder.demo.stages.benefits import build_benefits
from tovholder.demo.stages.businesscases import build_businesscases
from tovholder.demo.stages.casereviews import build_casereviews
from tovholder.demo.stages.collection import build_collected, build_collection
from tovholder.demo.stages.decisions import build_decisions
from tovholder.demo.stages.focusareas import build_focusareas
from tovholder.demo.stages.followups import build_followups
from tovholder.demo.stages.funding import build_funding
from tovholder.demo.stages.goals import build_goals
from tovholder.demo.stages.landkort import build_projects, build_units
from tovholder.demo.stages.measurements import build_measurements
from tovholder.demo.stages.packages import build_packages
from tovholder.demo.stages.people import build_coordinators, build_logins, build_organisation, load_reference
from tovholder.demo.stages.process import build_process
from tovholder.demo.stages.products import build_products
from tovholder.demo.stages.rethinking import build_rethinking
from tovholder.demo.stages.screenings import build_screenings
from tovholder.demo.stages.spread import build_spread
from tovholder.demo.stages.visions import build_visions
from tovholder.demo.who import who
from tovholder.foundation.accounts.demo_logins import DEMO_LOGINS, DemoLogin
from tovholder.foundation.audit.labels import ACTION_LABELS, ActionLabel

STAGES.register(DemoStage("reference", load_reference))
STAGES.register(DemoStage("organisation", build_organisation, after=("reference",)))
STAGES.register(DemoStage("logins", build_logins, after=("organisation",)))
STAGES.register(DemoStage("coordinators", build_coordinators, after=("logins",), level=Level.FULL))
STAGES.register(DemoStage("units", build_units, after=("organisation",), level=Level.FULL))
STAGES.register(DemoStage("products", build_products, after=("logins",), level=Level.PILOT))
STAGES.register(
    DemoStage("projects", build_projects, after=("logins", "units", "coordinators", "products"), level=Level.PILOT)
)
STAGES.register(DemoStage("assessments", build_assessments, after=("logins",), level=Level.PILOT))
STAGES.register(DemoStage("packages", build_packages, after=("coordinators", "products"), level=Level.PILOT))
STAGES.register(
    DemoStage("rethinking", build_rethinking, after=("coordinators", "units", "products"), level=Level.PILOT)
)
STAGES.register(DemoStage("screenings", build_screenings, after=("units", "process"), level=Level.PILOT))
STAGES.register(DemoStage("visions", build_visions, after=("coordinators", "units", "process"), level=Level.PILOT))
STAGES.register(DemoStage("process", build_process, after=("logins", "coordinators", "units"), level=Level.PILOT))
STAGES.register(DemoStage("benefits", build_benefits, after=("coordinators", "projects"), level=Level.PILOT))
STAGES.register(DemoStage("barriers", build_barriers, after=("coordinators", "projects"), level=Level.PILOT))
STAGES.register(DemoStage("businesscases", build_businesscases, after=("coordinators", "projects"), level=Level.PILOT))
STAGES.register(DemoStage("casereviews", build_casereviews, after=("logins",), level=Level.PILOT))
STAGES.register(DemoStage("spread", build_spread, after=("coordinators", "units", "projects"), level=Level.PILOT))
STAGES.register(DemoStage("funding", build_funding, after=("logins", "coordinators", "units"), level=Level.PILOT))
STAGES.register(
    DemoStage("decisions", build_decisions, after=("logins", "projects", "measurements"), level=Level.PILOT)
)
STAGES.register(DemoStage("goals", build_goals, after=("coordinators", "visions"), level=Level.PILOT))
STAGES.register(DemoStage("measurements", build_measurements, after=("benefits",), level=Level.PILOT))
STAGES.register(DemoStage("focusareas", build_focusareas, after=("coordinators", "projects"), level=Level.PILOT))
STAGES.register(DemoStage("collected", build_collected, after=("organisation",), level=Level.PILOT))
STAGES.register(
    DemoStage(
        "collection", build_collection, after=("collected", "coordinators", "projects", "benefits"), level=Level.PILOT
    )
)
STAGES.register(DemoStage("followups", build_followups, after=("projects", "units", "coordinators"), level=Level.PILOT))

ACTION_LABELS.register(ActionLabel("demo.add_person", _("Føjede en opfunden person til")))

if settings.DEMO_MODE:
    for order, login in enumerate(logins(), start=1):
        DEMO_LOGINS.register(DemoLogin(login.email, login.email, PASSWORD, who(login), order))
