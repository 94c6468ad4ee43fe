"""Who is answered what at the addresses of decisions: the columns are those of ``permission_table``."""

DECISIONS = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
decisions:condition                 404      404    200   200    200         200       404    404     200
decisions:conditions                404      404    200   200    200         200       404    404     200
decisions:edit_criterion            404      404    403   403    200         200       404    404     403
decisions:edit_procedure_step       404      404    403   403    200         200       404    404     403
decisions:file                      login      403    200   200    200         200       200    403     200
decisions:hold_review               404      404    403   403    200         200       404    404     403
decisions:list                      login      403    200   200    200         200       200    403     200
decisions:new_criterion             404      404    403   403    200         200       404    404     403
decisions:new_procedure_step        404      404    403   403    200         200       404    404     403
decisions:plan_review               404      404    403   403    200         200       404    404     403
decisions:procedure                 404      404    200   200    200         200       404    404     200
decisions:project                   404      404    200   200    200         200       404    404     200
decisions:remove_procedure_step     404      404    403   403    302         302       404    404     403
decisions:review                    404      404    200   200    200         200       404    404     200
decisions:withdraw_criterion        404      404    403   403    200         200       404    404     403
"""
