"""What a form page does when an action refuses: errors go back into the form, a conflict becomes a page of its own."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm
from django.forms.models import ModelChoiceIterator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.choices import flatten_choices

from tovholder.foundation.audit.action import ConflictError
from tovholder.foundation.audit.selectors import history_of
from tovholder.foundation.ui.formats import date_text
from tovholder.foundation.ui.values import Conflict

T = TypeVar("T")

NO_VERSION = 0  # records count from 1


def try_saving(form: BaseForm, save: Callable[[], T]) -> T | None:
    """What ``save`` gives; None when it raised ``ValidationError``, whose texts then stand in ``form``."""
    try:
        return save()
    except ValidationError as error:
        add_errors(form, error)
        return None


def version_of(request: HttpRequest) -> int:
    """The version that the page showed when it was filled in: the hidden field ``version``.

    A form that names none gets ``NO_VERSION``, which is no record's: it is answered as a conflict, so that nobody
    overwrites what they have not seen.
    """
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else NO_VERSION  # fits a database integer


def form_page(
    request: HttpRequest,
    form: BaseForm,
    save: Callable[[], T],
    *,
    template: str,
    context: dict[str, Any],
    saved: Callable[[T], str],
    message: Callable[[T], str],
    current: Callable[[Any], BaseForm] | None = None,
) -> HttpResponse:
    """A page whose form writes by an action: shown on GET, saved and left on POST.

    ``save`` calls the action; ``saved`` gives the address to go to and ``message`` what to say there, both from what it
    returned. ``current`` makes an unbound form of the record as it now stands, for a conflict. ``context["back_href"]``
    is where the reader came from.
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = try_saving(form, save)
        except ConflictError as error:
            if current is None:
                raise
            back = str(context.get("back_href", "/"))
            return conflict_page(request, error, form=form, saved_form=current(error.current), back_href=back)
        if made is not None:
            messages.success(request, message(made))
            return redirect(saved(made))
    return render(request, template, {"form": form, **context})


def add_errors(form: BaseForm, error: ValidationError) -> None:
    """Put an action's errors into ``form``; those of fields that the form does not show belong to the whole form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        shown = name if name != NON_FIELD_ERRORS and name in form.fields else None
        form.add_error(shown, ValidationError(errors))


def conflict_page(
    request: HttpRequest,
    error: ConflictError,
    *,
    form: BaseForm,
    saved_form: BaseForm,
    back_href: str,
    kept: Iterable[tuple[str, str]] = (),
) -> HttpResponse:
    """Status 409: what was typed (``form``, bound) beside what stands (``saved_form``, unbound, of the current record).

    The page's own form sends the version that now stands as ``version``: who saves again overwrites knowingly.
    ``kept`` are further hidden fields to send along.
    """
    last = history_of(error.current).first()
    conflicts = [
        Conflict(str(field.label), shown_value(field.field, field.value()), _saved_value(saved_form, field.name))
        for field in form
        if not field.is_hidden
    ]
    context = {
        "conflicts": conflicts,
        "form": form,
        "saved_by": last.actor_name if last else "",
        "saved_at": last.at if last else None,
        "unseen": version_of(request) == NO_VERSION,
        "expected_version": error.current.version,
        "kept_fields": [("version", str(error.current.version)), *kept],
        "back_href": back_href,
    }
    return render(request, "ui/errors/409.html", context, status=409)


def _saved_value(form: BaseForm, name: str) -> str:
    if name not in form.fields:  # a field that the record, as it stands now, does not ask for
        return ""
    return shown_value(form.fields[name], form[name].value())


def shown_value(field: forms.Field, value: Any) -> str:
    """The value of a form field in words: labels for choices, dates as they are read."""
    if value is None or value == "":
        return ""
    if isinstance(value, list | tuple | set) or (hasattr(value, "__iter__") and not isinstance(value, str)):
        return ", ".join(shown_value(field, item) for item in value)
    if isinstance(field, forms.ModelChoiceField):
        return _named_record(field, value)
    if isinstance(field, forms.ChoiceField):
        return _label(field, value)
    if isinstance(field, forms.DateField):
        return date_text(field.to_python(value))
    return str(value)


def _label(field: forms.ChoiceField, value: Any) -> str:
    pairs: Iterable[tuple[Any, Any]] = flatten_choices(field.choices)  # type: ignore[arg-type]  # any form of choices
    return next((str(label) for key, label in pairs if str(key) == str(value)), str(value))


def _named_record(field: "forms.ModelChoiceField[Any]", value: Any) -> str:
    wanted = str(field.prepare_value(value))
    choices = field.choices
    assert isinstance(choices, ModelChoiceIterator)  # noqa: S101  # tells the type checker what Django documents
    return next((str(label) for key, label in choices if str(key) == wanted), wanted)
