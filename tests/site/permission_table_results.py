"""Who is answered what at the addresses of surveys' figures: the columns are those of ``permission_table``.

The survey is closed and its figures are not published: only the national editors know of them.
"""

RESULTS = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
results:break_file                     200      200    200   200    200         200       200    200     200
results:breaks                         200      200    200   200    200         200       200    200     200
results:compute                      login      403    403   403    403         403       403    302     403
results:edit_break                   login      403    403   403    403         403       403    200     403
results:edit_highlight                 404      404    404   404    404         404       404    200     404
results:explorer                       200      200    200   200    200         200       200    200     200
results:explorer_file                  200      200    200   200    200         200       200    200     200
results:moderation                   login      403    403   403    403         403       403    200     403
results:new_break                    login      403    403   403    403         403       403    200     403
results:new_highlight                login      403    403   403    403         403       403    200     403
results:own_quotes                   login      403    403   403    403         200       200    403     403
results:publish                      login      403    403   403    403         403       403    302     403
results:publishing                   login      403    403   403    403         403       403    200     403
results:question                       404      404    404   404    404         404       404    200     404
results:question_file                  404      404    404   404    404         404       404    200     404
results:quote                          404      404    403   403    403         403       404    200     403
results:quote_file                     404      404    404   404    404         404       404    200     404
results:quotes                         404      404    404   404    404         404       404    200     404
results:refuse_quote                   404      404    403   403    403         403       404    200     403
results:remove_break                 login      403    403   403    403         403       403    302     403
results:remove_highlight               404      404    404   404    404         404       404    302     404
results:withdraw_quote                 404      404    403   403    403         302       404    302     403
"""
RESULTS_API = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
/survey-figures                        200      200    200   200    200         200       200    200     200
"""
