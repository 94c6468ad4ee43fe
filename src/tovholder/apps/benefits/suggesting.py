"""What a template's point suggests, as codes of the lists that hold today."""

from tovholder.apps.benefits.choices import TYPE_LISTS
from tovholder.apps.benefits.gallery import TemplatePoint
from tovholder.foundation.codes.models import Code
from tovholder.foundation.codes.selectors import current_codes


def suggested_codes(point: TemplatePoint) -> dict[str, Code]:
    """The codes of a template's point that hold today, by the name of the field."""
    wanted = {
        "measured_in": (("measure_unit",), point.measured_in),
        "value_kind": (("value_kind",), point.value_kind),
        "beneficiary": (("beneficiary",), point.beneficiary),
        "kind": (TYPE_LISTS[point.bottom_line], point.kind),
    }
    found: dict[str, Code] = {}
    for name, (lists, code) in wanted.items():
        for code_list in lists if code else ():
            held = current_codes(code_list).filter(code=code).first()
            if held is not None:
                found[name] = held
    return found
