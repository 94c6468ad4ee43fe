"""The form of a programme."""

from typing import Any

from tovholder.apps.projects.programme import Programme
from tovholder.apps.projects.programme_actions import ProgrammeFacts
from tovholder.foundation.ui.forms import PlainModelForm, choices_of


class ProgrammeForm(PlainModelForm[Programme]):
    """What is known of a programme or an initiative."""

    class Meta:
        model = Programme
        fields = [
            "name",
            "key",
            "parent",
            "number",
            "owner",
            "starts_on",
            "ends_on",
            "description_da",
            "publication",
            "name_en",
            "description_en",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = Programme.objects.filter(parent__isnull=True)
        choices_of(self, "parent").queryset = above.exclude(pk=self.instance.pk) if self.instance.pk else above

    def facts(self) -> ProgrammeFacts:
        """The values as the actions take them. Only for a valid form."""
        return ProgrammeFacts(**{name: self.cleaned_data[name] for name in ProgrammeFacts.__dataclass_fields__})
