"""The addresses of pools, applications and joint purchases."""

from django.urls import path

from tovholder.apps.funding import application_views, joint_views, views

app_name = "funding"

POOLS = "gevinster/puljer/"
JOINT = "gevinster/faelles-indkoeb/"

urlpatterns = [
    path(POOLS, views.pool_list, name="pools"),
    path("gevinster/puljer.<slug:kind>", views.pool_file, name="pool_file"),
    path(f"{POOLS}ny/", views.new_pool, name="new_pool"),
    path(f"{POOLS}projekter/", views.project_list, name="projects"),
    path("gevinster/puljer/projekter.<slug:kind>", views.project_file, name="project_file"),
    path(f"{POOLS}ansoegninger/", application_views.application_list, name="applications"),
    path("gevinster/puljer/ansoegninger.<slug:kind>", application_views.application_file, name="application_file"),
    path(f"{POOLS}ansoegninger/<uuid:public_id>/", application_views.application_page, name="application"),
    path(f"{POOLS}ansoegninger/<uuid:public_id>/ret/", application_views.edit_application, name="edit_application"),
    path(
        f"{POOLS}ansoegninger/<uuid:public_id>/tilstand/", application_views.step_application, name="step_application"
    ),
    path(
        f"{POOLS}ansoegninger/<uuid:public_id>/medbetaler/",
        application_views.add_co_financier,
        name="add_co_financier",
    ),
    path(
        f"{POOLS}ansoegninger/<uuid:public_id>/paa-projektet/",
        application_views.write_on_project,
        name="write_on_project",
    ),
    path(
        f"{POOLS}medbetalere/<uuid:public_id>/fjern/", application_views.remove_co_financier, name="remove_co_financier"
    ),
    path(f"{POOLS}<uuid:public_id>/", views.pool_page, name="pool"),
    path(f"{POOLS}<uuid:public_id>/ret/", views.edit_pool, name="edit_pool"),
    path(f"{POOLS}<uuid:public_id>/luk/", views.close_pool, name="close_pool"),
    path(f"{POOLS}<uuid:public_id>/aabn/", views.reopen_pool, name="reopen_pool"),
    path(f"{POOLS}<uuid:public_id>/giv-videre/", views.pass_on, name="pass_on"),
    path(f"{POOLS}<uuid:public_id>/soeg/", application_views.new_application, name="new_application"),
    path(JOINT, joint_views.joint_list, name="joint"),
    path("gevinster/faelles-indkoeb.<slug:kind>", joint_views.joint_file, name="joint_file"),
    path(f"{JOINT}nyt/", joint_views.new_purchase, name="new_purchase"),
    path(f"{JOINT}<uuid:public_id>/", joint_views.purchase_page, name="purchase"),
    path(f"{JOINT}<uuid:public_id>/ret/", joint_views.edit_purchase, name="edit_purchase"),
    path(f"{JOINT}<uuid:public_id>/inviter/", joint_views.invite, name="invite"),
    path(f"{JOINT}<uuid:public_id>/tilstand/", joint_views.step_purchase, name="step_purchase"),
    path(f"{JOINT}<uuid:public_id>/vaer-med/", joint_views.join, name="join"),
    path(f"{JOINT}<uuid:public_id>/partner/", joint_views.add_partner, name="add_partner"),
    path(f"{JOINT}partnere/<uuid:public_id>/fjern/", joint_views.remove_partner, name="remove_partner"),
    path(f"{JOINT}kommuner/<uuid:public_id>/", joint_views.edit_taking, name="edit_taking"),
    path(f"{JOINT}kommuner/<uuid:public_id>/nej-tak/", joint_views.decline, name="decline"),
    path(f"{JOINT}kommuner/<uuid:public_id>/forlad/", joint_views.leave, name="leave"),
]
