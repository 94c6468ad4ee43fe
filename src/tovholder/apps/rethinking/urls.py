"""The addresses of the room."""

from django.urls import path

from tovholder.apps.rethinking import journey_views, part_views, task_views, views

app_name = "rethinking"

urlpatterns = [
    path("proces/opgaver/", views.overview, name="overview"),
    path("proces/opgaver/liste/", views.task_list, name="list"),
    path("proces/opgaver.<slug:kind>", views.task_file, name="file"),
    path("proces/opgaver/fagomraader/", views.board, name="board"),
    path("proces/opgaver/fagomraader/<slug:code>/flyt/", views.move_field, name="move_field"),
    path("proces/opgaver/fagomraader/<slug:code>/", views.edit_field, name="edit_field"),
    path("proces/opgaver/saadan-er-listen-regnet/", views.method, name="method"),
    path("proces/opgaver/saadan-er-listen-regnet/vaegt/", views.set_weights, name="set_weights"),
    path("proces/opgaver/brugerrejser/", journey_views.journey_list, name="journeys"),
    path("proces/opgaver/brugerrejser/ny/", journey_views.new_journey, name="new_journey"),
    path("proces/opgaver/brugerrejser/<uuid:public_id>/", journey_views.journey_page, name="journey"),
    path("proces/opgaver/brugerrejser/<uuid:public_id>/ret/", journey_views.edit_journey, name="edit_journey"),
    path("proces/opgaver/brugerrejser/<uuid:public_id>/skridt/", journey_views.new_step, name="new_step"),
    path("proces/opgaver/brugerrejser/<uuid:public_id>/flyt/", journey_views.move_step, name="move_step"),
    path("proces/opgaver/ny/", task_views.new_task, name="new"),
    path("proces/opgaver/foreslaa/", task_views.propose_task, name="propose"),
    path("proces/opgaver/<uuid:public_id>/", task_views.task_page, name="task"),
    path("proces/opgaver/<uuid:public_id>/ret/", task_views.edit_task, name="edit"),
    path("proces/opgaver/<uuid:public_id>/tag-ind/", task_views.take_in, name="take_in"),
    path("proces/opgaver/<uuid:public_id>/laeg-vaek/", task_views.put_away, name="put_away"),
    path("proces/opgaver/<uuid:public_id>/hent-frem/", task_views.put_back, name="put_back"),
    path("proces/opgaver/<uuid:public_id>/beslut/", task_views.decide, name="decide"),
    path("proces/opgaver/<uuid:public_id>/lavet-om/", task_views.tell_change, name="tell_change"),
    path("proces/opgaver/<uuid:public_id>/jeg-maaler/", task_views.promise_measure, name="promise_measure"),
    path("proces/opgaver/<uuid:public_id>/maalt/", task_views.write_measure, name="write_measure"),
    path("proces/opgaver/<uuid:public_id>/forsoeg/", part_views.new_trial, name="new_trial"),
    path("proces/opgaver/forsoeg/<uuid:public_id>/", part_views.edit_trial, name="edit_trial"),
    path("proces/opgaver/<uuid:public_id>/virksomhed/", part_views.new_meeting, name="new_meeting"),
    path("proces/opgaver/virksomheder/<uuid:public_id>/", part_views.edit_meeting, name="edit_meeting"),
]
