"""Who is answered what at the addresses of benefits and their trees: the columns are those of ``permission_table``."""

BENEFITS = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
benefits:add_node                      404      404    403   403    200         200       404    404     403
benefits:benefit                       404      404    200   200    200         200       404    404     200
benefits:connect                       404      404    403   403    200         200       404    404     403
benefits:disconnect                    404      404    403   403    302         302       404    404     403
benefits:edit                          404      404    403   403    200         200       404    404     403
benefits:edit_edge                     404      404    403   403    200         200       404    404     403
benefits:edit_node                     404      404    403   403    200         200       404    404     403
benefits:file                        login      403    200   200    200         200       200    403     200
benefits:judge                         404      404    403   403    200         200       404    404     403
benefits:list                        login      403    200   200    200         200       200    403     200
benefits:make_benefit                  404      404    403   403    302         302       404    404     403
benefits:new                         login      403    403   403    200         200       200    403     403
benefits:new_tree                    login      403    403   403    200         200       200    403     403
benefits:place_node                    404      404    403   403    302         302       404    404     403
benefits:remove_node                   404      404    403   403    302         302       404    404     403
benefits:share_tree                    404      404    403   403    200         200       404    404     403
benefits:sign                          404      404    403   403    403         403       404    404     403
benefits:template                      200      200    200   200    200         200       200    200     200
benefits:templates                     200      200    200   200    200         200       200    200     200
benefits:tree                          404      404    200   200    200         200       404    404     200
benefits:tree_paper                    404      404    200   200    200         200       404    404     200
benefits:trees                       login      403    200   200    200         200       200    403     200
"""

API_BENEFITS = """
                          anonymous supplier reader staff leader coordinator elsewhere editor council
/benefits                       200      200    200   200    200         200       200    200     200
/benefits/{benefit_id}          404      404    200   200    200         200       404    404     200
/benefit-trees/{tree_id}        404      404    200   200    200         200       404    404     200
"""
