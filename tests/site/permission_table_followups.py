"""Who is answered what at the addresses of follow-up: the columns are those of ``permission_table``."""

FOLLOWUPS = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
followups:accept                         404      404    403   403    403         302       404    404     403
followups:analyses                     login      403    200   200    200         200       200    403     200
followups:analyses_file                login      403    200   200    200         200       200    403     200
followups:analysis                       404      404    200   200    200         200       404    404     200
followups:began                          404      404    403   403    403         200       404    404     403
followups:draw_again                     404      404    403   403    403         302       404    404     403
followups:edit_plan                      404      404    403   403    200         200       404    404     403
followups:edit_rollout                   404      404    403   403    403         200       404    404     403
followups:file                         login      403    200   200    200         200       200    403     200
followups:keep                           404      404    403   403    200         200       404    404     403
followups:kept                           404      404    200   200    200         200       404    404     200
followups:list                         login      403    200   200    200         200       200    403     200
followups:new_plan                     login      403    403   403    200         200       200    403     403
followups:new_rollout                  login      403    403   403    403         200       200    403     403
followups:plan                           404      404    200   200    200         200       404    404     200
followups:rollout                        404      404    200   200    200         200       404    404     200
followups:rollouts                     login      403    200   200    200         200       200    403     200
followups:rollouts_file                login      403    200   200    200         200       200    403     200
followups:wish                           404      404    403   403    403         200       404    404     403
"""
