"""The forms of benefit trees: everything by fields and buttons, nothing by dragging."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.apps.benefits.choices import BottomLine, TreePart
from tovholder.apps.benefits.gallery import tree_template, tree_templates
from tovholder.apps.benefits.rules import benefit_tiers
from tovholder.apps.benefits.tree_actions import NodeFacts
from tovholder.apps.benefits.tree_selectors import Grown, copyable_trees, plantable_projects
from tovholder.apps.benefits.trees import BenefitTree, TreeNode
from tovholder.apps.citizens.public import refuse_sensitive
from tovholder.apps.projects.public import Project
from tovholder.foundation.ui.forms import PlainForm, choices_of, plain_choices_of
from tovholder.foundation.visibility.tiers import Tier
from tovholder.kernel.actor import Actor


class CopyField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class takes no argument at run time
    """A tree, said by its project and its municipality."""

    def label_from_instance(self, obj: Any) -> str:
        """The project, then where."""
        return f"{obj.project.title} ({obj.municipality.name})"


class PlantForm(PlainForm):
    """A new tree: of which project, and what stands in it to begin with."""

    project = forms.ModelChoiceField(
        label=_("Hvilket projekt?"),
        queryset=Project.objects.none(),
        empty_label=_("Vælg et projekt"),
        help_text=_("Kun projekter, der ikke har et gevinsttræ endnu."),
    )
    template = forms.ChoiceField(
        label=_("Hvad begynder I med?"),
        required=False,
        help_text=_("Skabelonerne bygger på det, kommuner har fortalt. I retter alt bagefter."),
    )
    like = CopyField(
        label=_("Eller kopiér et andet projekts træ"),
        queryset=BenefitTree.objects.none(),
        required=False,
        empty_label=_("Kopiér ikke"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "project").queryset = plantable_projects(actor)
        choices_of(self, "like").queryset = copyable_trees(actor)
        named = [(one.key, one.title) for one in tree_templates() if one.kind == "technology"]
        general = [(one.key, one.title) for one in tree_templates() if one.kind == "category"]
        plain_choices_of(self, "template").choices = [
            ("", _("Et tomt træ")),
            (_("En teknologi"), named),
            (_("En funktionskategori"), general),
        ]

    def clean(self) -> dict[str, Any]:
        """A template or a copy, not both."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("template") and given.get("like"):
            self.add_error("like", _("Vælg enten en skabelon eller et træ at kopiere."))
        return given

    def planted(self) -> dict[str, Any]:
        """The values as the action takes them. Only for a valid form."""
        given = self.cleaned_data
        return {"project": given["project"], "template": tree_template(given["template"]), "like": given["like"]}


class NodeForm(PlainForm):
    """A point of a tree."""

    title = forms.CharField(label=_("Hvad?"), max_length=160, validators=[refuse_sensitive])
    part = forms.ChoiceField(label=_("Hvilken del hører det til?"), choices=TreePart.choices)
    bottom_line = forms.ChoiceField(
        label=_("For hvem?"),
        choices=[("", _("Ikke valgt")), *[pair for pair in BottomLine.choices if pair[0] != BottomLine.ECONOMY]],
        required=False,
        help_text=_("Kun for kvalitet og arbejdsmiljø."),
    )
    is_negative = forms.BooleanField(label=_("Det er en ulempe"), required=False)
    details = forms.CharField(
        label=_("Mere om det"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[refuse_sensitive],
        help_text=_("Ved en barriere: hvad I gør ved den."),
    )

    def __init__(self, *args: Any, node: TreeNode | None = None, part: str = "", **kwargs: Any) -> None:
        names = ("title", "part", "bottom_line", "is_negative", "details")
        standing = {name: getattr(node, name) for name in names} if node is not None else {"part": part}
        kwargs.setdefault("initial", standing)
        super().__init__(*args, **kwargs)

    def facts(self) -> NodeFacts:
        """The values as the actions take them. Only for a valid form."""
        return NodeFacts(**self.cleaned_data)


class ConnectForm(PlainForm):
    """One point leads to another."""

    start = forms.ModelChoiceField(label=_("Fra"), queryset=TreeNode.objects.none(), empty_label=_("Vælg et punkt"))
    end = forms.ModelChoiceField(label=_("Fører til"), queryset=TreeNode.objects.none(), empty_label=_("Vælg et punkt"))
    assumption = forms.CharField(
        label=_("Hvad skal være rigtigt, for at det sker?"),
        max_length=300,
        required=False,
        validators=[refuse_sensitive],
        help_text=_("Antagelsen. Fx: Timerne bliver lagt hos andre borgere."),
    )

    def __init__(self, *args: Any, found: Grown, start: TreeNode | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"start": start.pk if start is not None else None})
        super().__init__(*args, **kwargs)
        labels = dict(TreePart.choices)
        grouped = [
            (labels[part], [(node.pk, node.title) for node in found.of_part(part)])
            for part in TreePart.values
            if found.of_part(part)
        ]
        for name in ("start", "end"):
            field = choices_of(self, name)
            field.queryset = TreeNode.objects.filter(tree=found.tree)
            field.widget.choices = [("", field.empty_label), *grouped]


class AssumptionForm(PlainForm):
    """What must hold for one point to lead to another."""

    assumption = ConnectForm.base_fields["assumption"]


class ShareTreeForm(PlainForm):
    """Who may see a tree."""

    tier = forms.ChoiceField(label=_("Hvem må se træet?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, actor: Actor, tree: BenefitTree, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"tier": tree.tier})
        super().__init__(*args, **kwargs)
        tiers = {*benefit_tiers(actor, in_unit=tree.unit_id is not None), tree.tier}
        plain_choices_of(self, "tier").choices = [(key, label) for key, label in Tier.choices if key in tiers]
