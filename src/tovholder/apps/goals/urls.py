"""The addresses of goals and of the action plan."""

from django.urls import path

from tovholder.apps.goals import calendar_views, goal_views, plan_views

app_name = "goals"

GOALS = "proces/maal/"
PLAN = "proces/handlingsplan/"

urlpatterns = [
    path(GOALS, goal_views.goal_list, name="list"),
    path("proces/maal.<slug:kind>", goal_views.goal_file, name="file"),
    path(f"{GOALS}skabeloner/", goal_views.template_gallery, name="templates"),
    path(f"{GOALS}nyt/", goal_views.new_goal, name="new_goal"),
    path(f"{GOALS}sammenhaeng/", goal_views.compatibility, name="compatibility"),
    path("proces/maal/sammenhaeng.<slug:kind>", goal_views.compatibility_file, name="compatibility_file"),
    path(f"{GOALS}<uuid:public_id>/", goal_views.goal_page, name="goal"),
    path(f"{GOALS}<uuid:public_id>/ret/", goal_views.edit_goal, name="edit_goal"),
    path(f"{GOALS}<uuid:public_id>/tilstand/", goal_views.step_goal, name="step_goal"),
    path(f"{GOALS}<uuid:public_id>/maaling/", goal_views.add_reading, name="add_reading"),
    path(f"{GOALS}<uuid:public_id>/deltager/", goal_views.add_goal_participant, name="add_participant"),
    path(PLAN, plan_views.plan, name="plan"),
    path("proces/handlingsplan.pdf", plan_views.plan_paper, name="plan_paper"),
    path("proces/handlingsplan.ics", calendar_views.plan_calendar_file, name="plan_calendar"),
    path("proces/handlingsplan.<slug:kind>", plan_views.plan_file, name="plan_file"),
    path(f"{PLAN}tavle/", plan_views.board, name="board"),
    path(f"{PLAN}deltagere/", goal_views.people, name="people"),
    path(f"{PLAN}deltagere/<uuid:public_id>/fjern/", goal_views.remove_participant, name="remove_participant"),
    path(f"{PLAN}kalender/", calendar_views.calendar_page, name="calendar"),
    path(f"{PLAN}kalender/lav/", calendar_views.make_link, name="make_calendar"),
    path(f"{PLAN}kalender/luk/", calendar_views.close_link, name="close_calendar"),
    path(f"{PLAN}kalender/<str:secret>.ics", calendar_views.feed, name="feed"),
    path(f"{PLAN}ny/", plan_views.new_action, name="new_action"),
    path(f"{PLAN}<uuid:public_id>/", plan_views.action_page, name="action"),
    path(f"{PLAN}<uuid:public_id>/ret/", plan_views.edit_action, name="edit_action"),
    path(f"{PLAN}<uuid:public_id>/tilstand/", plan_views.follow_action, name="follow_action"),
    path(f"{PLAN}<uuid:public_id>/flyt/", plan_views.move_action, name="move_action"),
    path(f"{PLAN}<uuid:public_id>/plads/", plan_views.place_action, name="place_action"),
]
