"""Who is answered what at the addresses of pools and joint purchases: columns as in ``permission_table``."""

FUNDING = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
funding:add_co_financier               404      404    403   403    200         200       404    404     404
funding:add_partner                    404      404    403   403    403         200       403    403     403
funding:application                    404      404    200   200    200         200       404    404     404
funding:application_file             login      403    200   200    200         200       200    403     403
funding:applications                 login      403    200   200    200         200       200    403     403
funding:close_pool                     404      404    403   403    403         200       404    404     403
funding:decline                        404      404    404   404    404         200       404    404     404
funding:edit_application               404      404    403   403    200         200       404    404     404
funding:edit_pool                      404      404    403   403    403         200       404    404     403
funding:edit_purchase                  404      404    403   403    403         200       403    403     403
funding:edit_taking                    404      404    404   404    404         200       404    404     404
funding:invite                         404      404    403   403    403         200       403    403     403
funding:join                           404      404    403   403    403         200       200    403     403
funding:joint                          200      200    200   200    200         200       200    200     200
funding:joint_file                     200      200    200   200    200         200       200    200     200
funding:leave                          404      404    404   404    404         200       404    404     404
funding:new_application                404      404    403   403    200         200       404    404     403
funding:new_pool                     login      403    403   403    403         200       200    200     403
funding:new_purchase                 login      403    403   403    403         200       200    403     403
funding:pass_on                        404      404    403   403    403         200       404    404     403
funding:pool                           404      404    200   200    200         200       404    404     200
funding:pool_file                      200      200    200   200    200         200       200    200     200
funding:pools                          200      200    200   200    200         200       200    200     200
funding:project_file                 login      403    200   200    200         200       200    403     403
funding:projects                     login      403    200   200    200         200       200    403     403
funding:purchase                       404      404    200   200    200         200       200    200     200
funding:remove_co_financier            404      404    403   403    302         302       404    404     404
funding:remove_partner                 404      404    403   403    403         302       403    403     403
funding:reopen_pool                    404      404    403   403    403         302       404    404     403
funding:step_application               404      404    403   403    200         200       404    404     404
funding:step_purchase                  404      404    403   403    403         200       403    403     403
funding:write_on_project               404      404    403   403    403         302       404    404     404
"""

FUNDING_API = """
                          anonymous supplier reader staff leader coordinator elsewhere editor council
/funding/pools                  200      200    200   200    200         200       200    200     200
/funding/pools/{pool_id}        404      404    200   200    200         200       404    404     200
/funding/joint-purchases        200      200    200   200    200         200       200    200     200
/funding/joint-purchases/{purchase_id} 404  404    200   200    200         200       200    200     200
"""
