"""Who is answered what at the addresses of the spread: the columns are those of ``permission_table``."""

SPREAD = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
spread:correct_count                   404      404    403   403    200         200       404    404     403
spread:edit_plan                       404      404    403   403    403         200       404    404     403
spread:file                            404      404    200   200    200         200       404    404     200
spread:new_count                       404      404    403   403    200         200       404    404     403
spread:new_plan                      login      403    403   403    403         200       200    403     403
spread:overview                        200      200    200   200    200         200       200    200     200
spread:plan                            404      404    200   200    200         200       404    404     200
spread:unit                            404      404    200   200    200         200       404    404     200
"""

SPREAD_API = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
/spread                                200      200    200   200    200         200       200    200     200
/spread/{spread_id}                    404      404    200   200    200         200       404    404     200
"""
