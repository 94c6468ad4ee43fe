"""The Django application of this room."""

from django.apps import AppConfig


class CaseReviewsConfig(AppConfig):
    """Walking through citizens by alias with one question, and measuring again."""

    name = "tovholder.apps.casereviews"
    label = "casereviews"
