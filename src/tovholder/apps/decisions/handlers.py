"""What the room does when something happens elsewhere."""

from tovholder.apps.decisions.reviewing import freeze_criteria
from tovholder.apps.projects.public import Project, ProjectStepped, Status
from tovholder.foundation.events.bus import handles


@handles(ProjectStepped)
def project_stepped(event: ProjectStepped) -> None:
    """The pilot begins: its criteria are fixed from now on."""
    if event.to_status == Status.PILOT:
        freeze_criteria(Project.objects.get(public_id=event.project))
