"""Who is answered what at the addresses of decisions: the columns are those of ``permission_table``."""

DECISIONS = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
decisions:ask_for_help              404      404    403   403    200         200       404    404     403
decisions:assign_help               404      404    403   403    403         200       404    404     403
decisions:complexity                404      404    200   200    200         200       404    404     200
decisions:condition                 404      404    200   200    200         200       404    404     200
decisions:conditions                404      404    200   200    200         200       404    404     200
decisions:decision_paper            404      404    200   200    200         200       404    404     200
decisions:decision_pdf              404      404    200   200    200         200       404    404     200
decisions:edit_criterion            404      404    403   403    200         200       404    404     403
decisions:edit_problem              404      404    403   403    200         200       404    404     403
decisions:edit_procedure_step       404      404    403   403    200         200       404    404     403
decisions:file                      login      403    200   200    200         200       200    403     200
decisions:finish_help               404      404    403   403    403         200       404    404     403
decisions:help                      404      404    200   200    200         200       404    404     200
decisions:hold_review               404      404    403   403    200         200       404    404     403
decisions:list                      login      403    200   200    200         200       200    403     200
decisions:new_criterion             404      404    403   403    200         200       404    404     403
decisions:new_problem               404      404    403   403    200         200       404    404     403
decisions:new_procedure_step        404      404    403   403    200         200       404    404     403
decisions:plan_review               404      404    403   403    200         200       404    404     403
decisions:problem                   404      404    200   200    200         200       404    404     200
decisions:problem_file              login      403    200   200    200         200       200    403     200
decisions:problems                  login      403    200   200    200         200       200    403     200
decisions:procedure                 404      404    200   200    200         200       404    404     200
decisions:project                   404      404    200   200    200         200       404    404     200
decisions:rate_complexity           404      404    403   403    200         200       404    404     403
decisions:remove_procedure_step     404      404    403   403    302         302       404    404     403
decisions:review                    404      404    200   200    200         200       404    404     200
decisions:send_unit_report          404      404    403   403    302         302       404    404     403
decisions:share_review              404      404    403   403    403         200       404    404     403
decisions:unit_pdf                  404      404    200   200    200         200       404    404     200
decisions:unit_report               404      404    200   200    200         200       404    404     200
decisions:withdraw_criterion        404      404    403   403    200         200       404    404     403
"""
