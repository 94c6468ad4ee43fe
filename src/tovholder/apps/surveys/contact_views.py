"""The pages of contacts, links and mailboxes, and the page behind a link."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tovholder.apps.surveys import contacting, presenting, rules, selectors
from tovholder.apps.surveys.entering import link_over, remember
from tovholder.apps.surveys.follow_views import load_participant
from tovholder.apps.surveys.forms import ContactForm, LinkForm, MailboxForm
from tovholder.apps.surveys.models import Contact, Link, LinkState, Participant
from tovholder.apps.surveys.sheet import CONTACT_TABLE
from tovholder.apps.surveys.views import small
from tovholder.foundation.municipalities.models import Municipality
from tovholder.foundation.municipalities.tenants import tenant_of
from tovholder.foundation.tables.public import export_response
from tovholder.foundation.ui.saving import form_page, try_saving, version_of
from tovholder.foundation.visibility.access import EVERYONE, allow, allow_on
from tovholder.foundation.visibility.requests import TovholderRequest
from tovholder.kernel import clock
from tovholder.kernel.actor import Actor


@allow(rules.names_contacts)
def contact_list(request: TovholderRequest) -> HttpResponse:
    """The contacts: the own municipality's, for the national side all."""
    today = clock.today()
    found = selectors.contacts(request.actor).order_by("municipality__sort_key", "name", "pk")
    context = {
        "rows": [(one, presenting.contact_period(one), one.is_current_on(today)) for one in found],
        "national": rules.holds_surveys.allows(request.actor),
        "downloads": {kind: reverse("surveys:contact_file", args=[kind]) for kind in ("csv", "xlsx", "json")},
    }
    return render(request, "surveys/contacts.html", context)


@allow(rules.names_contacts)
def contact_file(request: TovholderRequest, kind: str) -> HttpResponseBase:
    """The same list as a file to take along."""
    found = selectors.contacts(request.actor).order_by("municipality__sort_key", "name", "pk")
    return export_response(CONTACT_TABLE, found, kind, "kontaktpersoner")


@allow(rules.names_contacts)
def new_contact(request: TovholderRequest) -> HttpResponse:
    """Name a contact."""
    national = rules.holds_surveys.allows(request.actor)
    form = ContactForm(request.POST or None, national=national)

    def place() -> Municipality:
        chosen: Municipality = form.cleaned_data["municipality"] if national else tenant_of(request)
        return chosen

    return form_page(
        request,
        form,
        lambda: contacting.name_contact(by=request.actor, municipality=place(), facts=form.facts()),
        template="surveys/contact_form.html",
        context={"contact": None, "back_href": reverse("surveys:contacts")},
        saved=lambda made: reverse("surveys:contacts"),
        message=lambda made: _("%(name)s er kontaktperson.") % {"name": made.name},
    )


@allow_on(selectors.contact_for, rules.keeps_contact)
def edit_contact(request: TovholderRequest, contact: Contact) -> HttpResponse:
    """Change what is known of a contact."""
    form = ContactForm(request.POST or None, national=False, contact=contact)
    return form_page(
        request,
        form,
        lambda: contacting.change_contact(
            by=request.actor, contact=contact, facts=form.facts(), expected_version=version_of(request)
        ),
        template="surveys/contact_form.html",
        context={"contact": contact, "back_href": reverse("surveys:contacts")},
        saved=lambda made: reverse("surveys:contacts"),
        message=lambda made: _("%(name)s er gemt.") % {"name": made.name},
        current=lambda record: ContactForm(national=False, contact=record),
    )


@require_POST
@allow_on(selectors.contact_for, rules.keeps_contact)
def end_contact(request: TovholderRequest, contact: Contact) -> HttpResponse:
    """Somebody is no contact any more; their links stop."""
    contacting.retire_contact(by=request.actor, contact=contact)
    messages.success(
        request, _("%(name)s er ikke længere kontaktperson, og links er spærret.") % {"name": contact.name}
    )
    return redirect("surveys:contacts")


@allow_on(load_participant, rules.keeps_contact)
def edit_mailbox(request: TovholderRequest, participant: Participant) -> HttpResponse:
    """Say which mailbox a survey is sent to."""
    form = MailboxForm(request.POST or None, initial={"mailbox": participant.mailbox})
    back = _page_of(participant)
    return form_page(
        request,
        form,
        lambda: contacting.set_mailbox(
            by=request.actor,
            participant=participant,
            mailbox=form.cleaned_data["mailbox"],
            expected_version=version_of(request),
        ),
        template="surveys/small_form.html",
        context=small(_("Hovedpostkasse"), participant.survey, back_href=back, version=participant.version),
        saved=lambda made: back,
        message=lambda made: _("Hovedpostkassen er gemt."),
        current=lambda record: MailboxForm(initial={"mailbox": record.mailbox}),
    )


def _page_of(participant: Participant) -> str:
    return reverse("surveys:participant", args=[participant.survey.key, participant.code])


@never_cache
@allow_on(load_participant, rules.keeps_contact)
def new_link(request: TovholderRequest, participant: Participant) -> HttpResponse:
    """Make a link. The answer shows it, once: therefore no redirect."""
    form = LinkForm(request.POST or None, participant=participant)
    context: dict[str, Any] = small(
        _("Lav et link til at svare"),
        participant.survey,
        back_href=_page_of(participant),
        save=_("Lav linket"),
    )
    if request.method == "POST" and form.is_valid():
        made = try_saving(
            form,
            lambda: contacting.make_link(
                by=request.actor, participant=participant, contact=form.cleaned_data["contact"]
            ),
        )
        if made is not None:
            link, secret = made
            address = request.build_absolute_uri(reverse("surveys:link", args=[secret]))
            shown = {**context, "link": link, "address": address, "participant": participant}
            return render(request, "surveys/link_made.html", shown)
    return render(request, "surveys/small_form.html", {**context, "form": form})


def load_link(actor: Actor, public_id: UUID) -> Link:
    """A link of a participant that ``actor`` keeps the contacts of. Raises ``Http404``."""
    found = Link.objects.select_related("participant__survey", "contact").filter(public_id=public_id).first()
    if found is None or not rules.keeps_contact.allows(actor, found.participant):
        raise Http404
    return found


@require_POST
@allow_on(load_link, rules.names_contacts)
def revoke_link(request: TovholderRequest, link: Link) -> HttpResponse:
    """Stop a link at once."""
    contacting.revoke_link(by=request.actor, link=link)
    messages.success(request, _("Linket er spærret."))
    return redirect(_page_of(link.participant))


@never_cache
@allow(EVERYONE)
def follow_link(request: TovholderRequest, secret: str) -> HttpResponseBase:
    """The page behind a link: on to the answers, or a page that says in neutral words why not."""
    link = selectors.link_by_secret(secret)
    if link is None:
        return link_over(request, None)
    state = link.state_at(clock.now())
    if state is not LinkState.VALID:
        return link_over(request, state)
    remember(request, link)
    return redirect(link.participant.get_absolute_url())
