"""Who is answered what at the addresses of focus areas: the columns are those of ``permission_table``."""

FOCUSAREAS = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
focusareas:approve_questions         login      403    403   403    403         403       403    200     403
focusareas:area                        404      404    200   200    200         200       200    200     200
focusareas:edit                        404      404    403   403    403         200       403    200     403
focusareas:edit_member               login      403    403   403    403         403       403    200     403
focusareas:edit_question               404      404    200   200    200         200       403    200     403
focusareas:file                        200      200    200   200    200         200       200    200     200
focusareas:group_file                  200      200    200   200    200         200       200    200     200
focusareas:groups                      200      200    200   200    200         200       200    200     200
focusareas:list                        200      200    200   200    200         200       200    200     200
focusareas:new                       login      403    403   403    403         200       200    200     403
focusareas:new_member                login      403    403   403    403         403       403    200     403
focusareas:new_question              login      403    200   200    200         200       200    200     403
focusareas:question                    404      404    200   200    200         200       200    200     200
focusareas:question_file             login      403    200   200    200         200       200    200     200
focusareas:questions                 login      403    200   200    200         200       200    200     200
focusareas:speak                       404      404    403   403    403         200       403    403     403
focusareas:step                        404      404    403   403    403         403       403    200     403
focusareas:step_question               404      404    403   403    403         403       403    200     403
"""

FOCUSAREAS_API = """
                               anonymous supplier reader staff leader coordinator elsewhere editor council
/focus-areas                         200      200    200   200    200         200       200    200     200
/focus-areas/{focus_area_id}         404      404    200   200    200         200       200    200     200
/focus-groups                        200      200    200   200    200         200       200    200     200
/question-proposals                  200      200    200   200    200         200       200    200     200
"""
