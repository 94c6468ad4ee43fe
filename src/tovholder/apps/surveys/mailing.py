"""Mail with a secret link: the link is made as the mail is written, so that it stands there and nowhere else."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from tovholder.apps.surveys.contacting import make_link
from tovholder.apps.surveys.models import Contact, Participant
from tovholder.apps.surveys.selectors import contacts_on
from tovholder.foundation.jobs.public import JobError, JobProgress
from tovholder.foundation.ui.formats import date_text
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


def addresses_of(participant: Participant) -> list[tuple[str, Contact | None]]:
    """Where mail about a survey goes: the main mailbox and the contacts of today, each address once."""
    found: dict[str, Contact | None] = {contact.email: contact for contact in contacts_on(participant, clock.today())}
    if participant.mailbox and participant.mailbox.lower() not in found:
        found[participant.mailbox.lower()] = None
    return list(found.items())


def mail_link(participant: Participant, contact: Contact | None, address: str, *, by: Actor, reminder: bool) -> None:
    """Send one address a fresh link. Links that were sent before keep working: somebody may be answering with one.

    Raises what the mail server raises, and then the link is stopped.
    """
    link, secret = make_link(by=by, participant=participant, contact=contact, replacing=False)
    survey = participant.survey
    with translation.override("da"):
        said = {
            "survey": survey,
            "participant": participant,
            "name": contact.name if contact is not None else "",
            "link": settings.BASE_URL + reverse("surveys:link", args=[secret]),
            "closes": date_text(survey.closes_on),
            "reminder": reminder,
            "demo_mode": settings.DEMO_MODE,
        }
        subject = _("Påmindelse: %(title)s") if reminder else _("Svar på %(title)s")
        body = render_to_string("surveys/mail/link.txt", said).strip() + "\n"
        try:
            send_mail(" ".join((subject % {"title": survey.title_da}).split()), body, None, [address])
        except (SMTPException, OSError):
            link.delete()
            raise


def send_links(progress: JobProgress) -> dict[str, int]:
    """Send every contact and mailbox of a survey, or of one of its municipalities, a link to answer with."""
    wanted = Participant.objects.filter(survey__key=progress.arguments["survey"], submitted_at__isnull=True)
    if code := progress.arguments.get("code"):
        wanted = wanted.filter(code=code)
    participants = list(wanted.select_related("survey", "municipality"))
    sent = failed = 0
    for done, participant in enumerate(participants, start=1):
        for address, contact in addresses_of(participant):
            try:
                mail_link(participant, contact, address, by=progress.actor, reminder=False)
                sent += 1
            except (SMTPException, OSError):
                failed += 1
        progress.report(done, len(participants))
    if failed:
        raise JobError(_("Mailserveren tog ikke imod alle mails. Prøv igen senere."))
    return {"sent": sent}
