"""Who is answered what at the addresses of business cases: the columns are those of ``permission_table``."""

BUSINESSCASES = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
businesscases:assumption_file          404      404    200   200    200         200       404    404     200
businesscases:case                     404      404    200   200    200         200       404    404     200
businesscases:delete                   404      404    403   403    403         200       404    404     403
businesscases:edit                     404      404    403   403    200         200       404    404     403
businesscases:edit_assumption          404      404    403   403    200         200       404    404     403
businesscases:edit_line                404      404    403   403    200         200       404    404     403
businesscases:file                   login      403    200   200    200         200       200    403     200
businesscases:freeze                   404      404    403   403    403         200       404    404     403
businesscases:list                   login      403    200   200    200         200       200    403     200
businesscases:new                    login      403    403   403    200         200       200    403     403
businesscases:new_actual               404      404    403   403    200         200       404    404     403
businesscases:new_assumption           404      404    403   403    200         200       404    404     403
businesscases:new_line                 404      404    403   403    200         200       404    404     403
businesscases:paper                    404      404    200   200    200         200       404    404     200
businesscases:questions                404      404    403   403    200         200       404    404     403
businesscases:remove_actual            404      404    403   403    302         302       404    404     403
businesscases:remove_assumption        404      404    403   403    302         302       404    404     403
businesscases:remove_line              404      404    403   403    302         302       404    404     403
businesscases:sign                     404      404    403   403    403         403       404    404     403
businesscases:uncertainty              404      404    200   200    200         200       404    404     200
businesscases:unsign                   404      404    403   403    403         403       404    404     403
businesscases:version                  404      404    200   200    200         200       404    404     200
businesscases:version_paper            404      404    200   200    200         200       404    404     200
"""
