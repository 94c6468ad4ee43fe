"""Who is answered what, at every address: the columns are those of ``permission_world.WHO``.

*login*: sent to the login. 403: known, and may not. 404: may not even know that it is there. 302: done, and sent on.
The record is Syddjurs's and its unit's, with the tier *municipality*; see ``permission_world``.
"""

from tests.site.permission_table_barriers import BARRIERS, BARRIERS_API
from tests.site.permission_table_benefits import API_BENEFITS, BENEFITS
from tests.site.permission_table_businesscases import BUSINESSCASES
from tests.site.permission_table_casereviews import CASEREVIEWS
from tests.site.permission_table_decisions import DECISIONS
from tests.site.permission_table_drafting import DRAFTING, DRAFTING_API
from tests.site.permission_table_focusareas import FOCUSAREAS, FOCUSAREAS_API
from tests.site.permission_table_followups import FOLLOWUPS
from tests.site.permission_table_funding import FUNDING, FUNDING_API
from tests.site.permission_table_measuring import MEASURING, MEASURING_API
from tests.site.permission_table_process import PROCESS
from tests.site.permission_table_results import RESULTS, RESULTS_API
from tests.site.permission_table_spread import SPREAD, SPREAD_API
from tests.site.permission_table_surveys import SURVEYS, SURVEYS_API, SURVEYS_API_WRITING

TABLE = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
accounts:handover                    login      404    404   404    404         200       404    404     404
accounts:invitation                    200      200    200   200    200         200       200    200     200
accounts:invitation_again              404      404    404   404    302         302       404    404     404
accounts:invitation_withdraw           404      404    404   404    302         302       404    404     404
accounts:invitations                 login      403    403   403    200         200       200    200     403
accounts:invite                      login      403    403   403    200         200       200    200     403
accounts:log                         login      403    403   403    403         200       200    403     403
accounts:login                         200      302    302   302    302         302       302    302     302
accounts:logout                        302      302    302   302    302         302       302    302     302
accounts:password                    login      200    200   200    200         200       200    200     200
accounts:password_choose               200      200    200   200    200         200       200    200     200
accounts:password_chosen               200      200    200   200    200         200       200    200     200
accounts:password_forgotten            200      200    200   200    200         200       200    200     200
accounts:password_sent                 200      200    200   200    200         200       200    200     200
accounts:people                      login      403    200   200    200         200       200    302     403
accounts:profile                     login      200    200   200    200         200       200    200     200
accounts:role                          404      404    404   404    200         200       404    404     404
accounts:role_end                      404      404    404   404    200         200       404    404     404
accounts:role_give                   login      403    403   403    200         200       200    200     403
accounts:role_withdraw                 404      404    404   404    302         302       404    404     404
accounts:roles                       login      403    403   403    200         200       200    200     403
accounts:roles_file                  login      403    403   403    200         200       200    200     403
accounts:switch                      login      200    200   200    200         200       200    200     200
accounts:taken_over                  login      404    404   404    404         302       404    404     404
accounts:token_new                   login      403    200   200    200         200       200    200     403
accounts:token_revoke                  404      404    404   404    404         302       404    404     404
accounts:tokens                      login      403    200   200    200         200       200    200     403
cases:case                             200      200    200   200    200         200       200    200     200
cases:edit                           login      403    403   403    403         403       403    200     403
cases:file                             200      200    200   200    200         200       200    200     200
cases:list                             200      200    200   200    200         200       200    200     200
cases:new                            login      403    403   403    403         200       200    200     403
cases:restore                        login      403    403   403    403         403       403    302     403
cases:verify                         login      403    403   403    403         403       403    302     403
cases:withdraw                       login      403    403   403    403         403       403    200     403
citizens:alias                         404      404    404   200    200         404       404    404     404
citizens:delete_alias                  404      404    404   200    200         404       404    404     404
citizens:edit_alias                    404      404    404   200    200         404       404    404     404
citizens:list                        login      403    403   200    200         403       403    403     403
citizens:new_alias                   login      403    403   200    200         403       403    403     403
figures:edit                         login      403    403   403    403         403       403    200     403
figures:figure                         200      200    200   200    200         200       200    200     200
figures:file                           200      200    200   200    200         200       200    200     200
figures:list                           200      200    200   200    200         200       200    200     200
figures:new                          login      403    403   403    403         403       403    200     403
figures:restore                      login      403    403   403    403         403       403    302     403
figures:withdraw                     login      403    403   403    403         403       403    200     403
healthz                                200      200    200   200    200         200       200    200     200
jobs:job                               404      404    404   404    404         200       404    404     404
jobs:jobs                            login      200    200   200    200         200       200    200     200
jobs:progress                          404      404    404   404    404         302       404    404     404
jobs:stop                              404      404    404   404    404         302       404    404     404
municipalities:close_administration    404      404    403   403    403         200       404    404     403
municipalities:close_unit              404      404    403   403    403         200       404    404     403
municipalities:code_list             login      200    200   200    200         200       200    200     200
municipalities:codes                 login      200    200   200    200         200       200    200     200
municipalities:edit_administration     404      404    403   403    403         200       404    404     403
municipalities:edit_partner            404      404    403   403    403         200       404    404     403
municipalities:edit_unit               404      404    403   403    200         200       404    404     403
municipalities:merge_unit              404      404    403   403    403         200       404    404     403
municipalities:new_administration    login      403    403   403    403         200       200    403     403
municipalities:new_partner           login      403    403   403    403         200       200    200     403
municipalities:new_unit              login      403    403   403    403         200       200    403     403
municipalities:overview              login      403    200   200    200         200       200    403     200
municipalities:partner                 404      404    200   200    200         200       404    404     200
municipalities:partners              login      403    200   200    200         200       200    200     200
municipalities:partners_file         login      403    200   200    200         200       200    200     200
municipalities:reopen_administration   404      404    403   403    403         302       404    404     403
municipalities:reopen_unit             404      404    403   403    403         302       404    404     403
municipalities:unit                    404      404    200   200    200         200       404    404     200
notices:choices                      login      200    200   200    200         200       200    200     200
notices:notices                      login      200    200   200    200         200       200    200     200
notices:read                           404      404    404   404    404         302       404    404     404
notices:read_all                     login      302    302   302    302         302       302    302     302
packages:compare                       404      404    200   200    200         200       404    404     403
packages:copy                          404      404    403   403    403         403       404    404     403
packages:delete                        404      404    403   403    200         200       404    404     403
packages:edit                          404      404    403   403    200         200       404    404     403
packages:edit_paper                    404      404    403   403    200         200       404    404     403
packages:edition                       404      404    200   200    200         200       404    404     403
packages:finish                        404      404    403   403    302         302       404    404     403
packages:list                        login      200    200   200    200         200       200    200     200
packages:list_file                   login      200    200   200    200         200       200    200     200
packages:merge                         404      404    403   403    200         200       404    404     403
packages:new                         login      403    403   403    200         200       200    403     403
packages:new_paper                     404      404    403   403    200         200       404    404     403
packages:package                       404      404    200   200    200         200       404    404     200
packages:package_md                    404      404    200   200    200         200       404    404     200
packages:package_pdf                   404      404    200   200    200         200       404    404     200
packages:package_txt                   404      404    200   200    200         200       404    404     200
packages:paper                         404      404    200   200    200         200       404    404     200
packages:paper_file                    404      404    200   200    200         200       404    404     200
packages:paper_md                      404      404    200   200    200         200       404    404     200
packages:paper_pdf                     404      404    200   200    200         200       404    404     200
packages:paper_txt                     404      404    200   200    200         200       404    404     200
packages:remove_paper                  404      404    403   403    200         200       404    404     403
packages:reopen                        404      404    403   403    302         302       404    404     403
packages:share                         404      404    403   403    403         200       404    404     403
packages:thank                         404      404    403   403    403         403       404    404     403
packages:withdraw                      404      404    403   403    403         200       404    404     403
products:compare                       200      200    200   200    200         200       200    200     200
products:decline                       404      404    404   404    404         403       404    200     404
products:edit_product                login      403    403   403    403         403       403    200     403
products:file                          200      200    200   200    200         200       200    200     200
products:list                          200      200    200   200    200         200       200    200     200
products:new_product                 login      403    403   403    403         403       403    200     403
products:new_proposal                login      403    403   403    403         200       200    403     403
products:product                       200      200    200   200    200         200       200    200     200
products:proposal                      404      404    404   404    404         200       404    200     404
products:proposals                   login      403    403   403    403         200       200    200     403
products:supplier                      200      200    200   200    200         200       200    200     200
products:suppliers                     200      200    200   200    200         200       200    200     200
products:take_in                       404      404    404   404    404         403       404    200     404
products:tell_facts                  login      200    403   403    403         403       403    200     403
products:tell_website                login      200    403   403    403         403       403    200     403
projects:add_document                  404      404    403   403    200         200       404    404     403
projects:add_picture                   404      404    403   403    200         200       404    404     403
projects:confirm_list                login      403    403   403    200         200       200    403     403
projects:confirm_project               404      404    403   403    302         302       404    404     403
projects:decline_participation         404      404    404   404    404         404       200    404     404
projects:edit_file                     404      404    403   403    200         200       404    404     403
projects:edit_programme              login      403    403   403    403         403       403    200     403
projects:edit_project                  404      404    403   403    200         200       404    404     403
projects:fetch_file                    404      404    200   200    200         200       404    404     200
projects:figure_file                   200      200    200   200    200         200       200    200     200
projects:files                         404      404    403   403    200         200       404    404     403
projects:home                          302      302    302   302    302         302       302    302     302
projects:landkort                      200      200    200   200    200         200       200    200     200
projects:learning                      200      200    200   200    200         200       200    200     200
projects:learning_file                 200      200    200   200    200         200       200    200     200
projects:leave_participation           404      404    404   404    404         404       200    404     404
projects:list                          200      200    200   200    200         200       200    200     200
projects:move_file                     404      404    403   403    302         302       404    404     403
projects:municipalities                200      200    200   200    200         200       200    200     200
projects:municipality                  200      200    200   200    200         200       200    200     200
projects:municipality_paper            200      200    200   200    200         200       200    200     200
projects:alike                         200      200    200   200    200         200       200    200     200
projects:alike_file                    200      200    200   200    200         200       200    200     200
projects:choose_alike                  302      302    302   302    302         302       302    302     302
projects:spread_file                   200      200    200   200    200         200       200    200     200
projects:new_programme               login      403    403   403    403         403       403    200     403
projects:new_project                 login      403    403   403    200         200       200    403     403
projects:news                          200      200    200   200    200         200       200    200     200
projects:overview                      200      200    200   200    200         200       200    200     200
projects:participation                 404      404    404   404    404         404       200    404     404
projects:programme                     200      200    200   200    200         200       200    200     200
projects:programmes                    200      200    200   200    200         200       200    200     200
projects:project                       404      404    200   200    200         200       404    404     200
projects:project_file                  200      200    200   200    200         200       200    200     200
projects:remove_file                   404      404    403   403    200         200       404    404     403
projects:share_project                 404      404    403   403    403         200       404    404     403
projects:show_picture                  404      404    200   200    200         200       404    404     200
projects:step_project                  404      404    403   403    200         200       404    404     403
robots                                 200      200    200   200    200         200       200    200     200
search:search                          200      200    200   200    200         200       200    200     200
security_txt                           404      404    404   404    404         404       404    404     404
set_language                           302      302    302   302    302         302       302    302     302
tables:batch                         login      403    403   403    403         302       404    404     403
tables:choose                        login      403    403   403    403         200       200    403     403
tables:columns                       login      403    403   403    403         200       404    404     403
tables:discard                       login      403    403   403    403         409       404    404     403
tables:duplicates                    login      403    403   403    403         302       404    404     403
tables:errors_csv                    login      403    403   403    403         200       404    404     403
tables:index                         login      403    403   403    403         200       200    200     403
tables:start                         login      403    403   403    403         302       404    404     403
tables:template_csv                  login      403    403   403    403         200       200    403     403
tables:template_xlsx                 login      403    403   403    403         200       200    403     403
tables:undo                          login      403    403   403    403         302       404    404     403
technologies:file                      200      200    200   200    200         200       200    200     200
technologies:compare                   200      200    200   200    200         200       200    200     200
technologies:compare_file              400      400    400   400    400         400       400    400     400
technologies:concepts                  200      200    200   200    200         200       200    200     200
technologies:definition_file           200      200    200   200    200         200       200    200     200
technologies:edit                    login      403    403   403    403         403       403    200     403
technologies:edit_definition           404      404    403   403    200         200       404    404     403
technologies:edit_point              login      403    403   403    403         403       403    200     403
technologies:edit_publication        login      403    403   403    403         403       403    200     403
technologies:history                   200      200    200   200    200         200       200    200     200
technologies:list                      200      200    200   200    200         200       200    200     200
technologies:move_point              login      403    403   403    403         403       403    302     403
technologies:new                     login      403    403   403    403         403       403    200     403
technologies:new_definition          login      403    403   403    200         200       200    403     403
technologies:new_point               login      403    403   403    403         403       403    200     403
technologies:new_publication         login      403    403   403    403         403       403    200     403
technologies:paper                     200      200    200   200    200         200       200    200     200
technologies:parts                   login      403    403   403    403         403       403    200     403
technologies:points                  login      403    403   403    403         403       403    200     403
technologies:publication               200      200    200   200    200         200       200    200     200
technologies:publication_file          200      200    200   200    200         200       200    200     200
technologies:publications              200      200    200   200    200         200       200    200     200
technologies:remove_part             login      403    403   403    403         403       403    409     403
technologies:remove_point            login      403    403   403    403         403       403    302     403
technologies:restore                 login      403    403   403    403         403       403    302     403
technologies:retire                  login      403    403   403    403         403       403    200     403
technologies:technology                200      200    200   200    200         200       200    200     200
technologies:withdraw_definition       404      404    403   403    302         302       404    404     403
ui:about                               200      200    200   200    200         200       200    200     200
ui:accessibility                       200      200    200   200    200         200       200    200     200
ui:privacy                             200      200    200   200    200         200       200    200     200
ui:styleguide                          200      200    200   200    200         200       200    200     200
work:calendar                        login      200    200   200    200         200       200    200     200
work:close_calendar                  login      302    302   302    302         302       302    302     302
work:feed                              200      200    200   200    200         200       200    200     200
work:make_calendar                   login      200    200   200    200         200       200    200     200
work:week                            login      200    200   200    200         200       200    200     200
"""

EXPECTED: dict[str, list[str]] = {
    name: answers
    for table in (
        *(TABLE, PROCESS, FOCUSAREAS, BARRIERS, SPREAD, FUNDING, SURVEYS, DRAFTING),
        *(BENEFITS, MEASURING, BUSINESSCASES, FOLLOWUPS, CASEREVIEWS, DECISIONS),
        RESULTS,
    )
    for name, *answers in (line.split() for line in table.strip().splitlines()[1:])
}

API = """
                          anonymous supplier reader staff leader coordinator elsewhere editor council
/municipalities                 200      200    200   200    200         200       200    200     200
/municipalities/{code}          200      200    200   200    200         200       200    200     200
/questionnaires                 200      200    200   200    200         200       200    200     200
/questionnaires/{questionnaire_key}/{edition_number} 200 200    200   200    200         200       200    200     200
/technologies                   200      200    200   200    200         200       200    200     200
/technologies/publications      200      200    200   200    200         200       200    200     200
/technologies/publications/{publication_key} 200      200    200   200    200         200       200    200     200
/technologies/{slug}            200      200    200   200    200         200       200    200     200
/products                       200      200    200   200    200         200       200    200     200
/products/{product_id}          200      200    200   200    200         200       200    200     200
/projects                       200      200    200   200    200         200       200    200     200
/projects/{project_id}          404      404    200   200    200         200       404    404     200
/projects/{project_id}/steps    404      404    200   200    200         200       404    404     200
/projects/by-key/{key}          404      404    200   200    200         200       404    404     200
/municipalities/{code}/peers    200      200    200   200    200         200       200    200     200
/landkort/summary               200      200    200   200    200         200       200    200     200
/figures                        200      200    200   200    200         200       200    200     200
/figures/{figure_key}           200      200    200   200    200         200       200    200     200
/cases                          200      200    200   200    200         200       200    200     200
/cases/{case_key}               200      200    200   200    200         200       200    200     200
/packages                       200      200    200   200    200         200       200    200     200
/screenings                     200      200    200   200    200         200       200    200     200
/work-tasks                     200      200    200   200    200         200       200    200     200
/analyses                       200      200    200   200    200         200       200    200     200
/analyses/{analysis_id}         404      404    200   200    200         200       404    404     200
/goals                          200      200    200   200    200         200       200    200     200
/goals/{goal_id}                404      404    200   200    200         200       404    404     200
/actions                        200      200    200   200    200         200       200    200     200
/actions/{action_id}            404      404    200   200    200         200       404    404     200
/decisions                      200      200    200   200    200         200       200    200     200
/decisions/{decision_id}        404      404    200   200    200         200       404    404     200
/projects/{project_id}/conditions 404    404    200   200    200         200       404    404     200
/business-cases                 200      200    200   200    200         200       200    200     200
/business-cases/{business_case_id} 404   404    200   200    200         200       404    404     200
/rounds                         200      200    200   200    200         200       200    200     200
/rounds/{round_id}              404      404    200   200    200         200       404    404     200
/packages/{package_id}          404      404    200   200    200         200       404    404     200
/visions                        200      200    200   200    200         200       200    200     200
/visions/{vision_id}           200      200    200   200    200         200       200    200     200
"""

# Writing, with a key that may: who passes is told what is missing in an empty body (422), or If-Match (428).
API_WRITING = """
                                          anonymous supplier reader staff leader coordinator elsewhere editor council
POST /projects                                  401      403    403   403    422         422       422    403     403
PUT /projects/by-key/{key}                      401      403    403   403    200         200       422    403     403
PATCH /projects/{project_id}                    404      404    403   403    428         428       404    404     403
POST /projects/{project_id}/steps               404      404    403   403    200         200       404    404     403
POST /projects/{project_id}/confirmation        404      404    403   403    200         200       404    404     403
PUT /projects/{project_id}/tier                 404      404    403   403    403         200       404    404     403
POST /actions                                   401      403    403   403    422         422       422    403     403
PATCH /actions/{action_id}                      404      404    403   403    428         428       404    404     403
"""

API_EXPECTED: dict[str, list[str]] = {
    f"GET {name}": answers
    for table in (
        API,
        FOCUSAREAS_API,
        BARRIERS_API,
        SPREAD_API,
        FUNDING_API,
        DRAFTING_API,
        API_BENEFITS,
        RESULTS_API,
        SURVEYS_API,
    )
    for name, *answers in (line.split() for line in table.strip().splitlines()[1:])
} | {
    f"{method} {name}": answers
    for table in (API_WRITING, MEASURING_API, SURVEYS_API_WRITING)
    for method, name, *answers in (line.split() for line in table.strip().splitlines()[1:])
}
