"""The Django application of this room."""

from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    """Questions with conditions, frozen editions, and answers that several people give together."""

    name = "tovholder.apps.questionnaires"
    label = "questionnaires"
