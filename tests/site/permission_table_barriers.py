"""Who is answered what at the addresses of barriers: the columns are those of ``permission_table``."""

BARRIERS = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
barriers:barrier                       200      200    200   200    200         200       200    200     200
barriers:choose_project              login      403    403   403    200         200       200    403     403
barriers:edit                          404      404    403   403    200         200       404    404     403
barriers:edit_entry                  login      403    403   403    403         403       403    200     403
barriers:edit_measure                  404      404    403   403    200         200       404    404     403
barriers:file                        login      403    200   200    200         200       200    403     200
barriers:list                        login      403    200   200    200         200       200    403     200
barriers:new                           404      404    403   403    200         200       404    404     403
barriers:new_entry                   login      403    403   403    403         403       403    200     403
barriers:new_measure                   404      404    403   403    200         200       404    404     403
barriers:overview                      200      200    200   200    200         200       200    200     200
barriers:project_barrier               404      404    200   200    200         200       404    404     200
barriers:register_file                 200      200    200   200    200         200       200    200     200
barriers:step                          404      404    403   403    200         200       404    404     403
"""

BARRIERS_API = """
                               anonymous supplier reader staff leader coordinator elsewhere editor council
/barriers                            200      200    200   200    200         200       200    200     200
/barriers/{barrier_key}              200      200    200   200    200         200       200    200     200
/project-barriers                    200      200    200   200    200         200       200    200     200
/project-barriers/{project_barrier_id} 404    404    200   200    200         200       404    404     200
"""
