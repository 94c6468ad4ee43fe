"""Who is answered what at the addresses of surveys: columns as in ``permission_table``."""

SURVEYS = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
surveys:answering                      404      404    200   200    200         200       404    404     404
surveys:answers                        404      404    200   200    200         200       404    404     404
surveys:begin                          404      404    403   403    403         302       404    404     404
surveys:close_survey                 login      403    403   403    403         403       403    409     403
surveys:contact_file                 login      403    403   403    403         200       200    200     403
surveys:contacts                     login      403    403   403    403         200       200    200     403
surveys:decide_prefill                 404      404    403   403    403         302       404    404     404
surveys:delegate                       404      404    403   403    403         200       404    404     404
surveys:edit_contact                   404      404    403   403    403         200       404    200     403
surveys:edit_survey                  login      403    403   403    403         403       403    200     403
surveys:end_contact                    404      404    403   403    403         302       404    302     403
surveys:link                           302      302    302   302    302         302       302    302     302
surveys:load_prefills                  404      404    403   403    403         302       404    404     404
surveys:mailbox                        404      404    403   403    403         200       404    200     404
surveys:mark_section                   404      404    403   403    403         409       404    404     404
surveys:move_closing                 login      403    403   403    403         403       403    200     403
surveys:new_contact                  login      403    403   403    403         200       200    200     403
surveys:new_link                       404      404    403   403    403         200       404    200     404
surveys:new_survey                   login      403    403   403    403         403       403    200     403
surveys:open_survey                  login      403    403   403    403         403       403    302     403
surveys:own_answers                  login      403    302   302    302         302       302    403     403
surveys:participant                    404      404    403   403    403         200       404    200     404
surveys:prefills                       404      404    403   403    403         200       404    404     404
surveys:progress                     login      403    403   403    403         403       403    200     403
surveys:progress_file                login      403    403   403    403         403       403    200     403
surveys:remind                         404      404    403   403    403         403       404    302     404
surveys:remove_survey                login      403    403   403    403         403       403    302     403
surveys:reopen_answers                 404      404    403   403    403         200       404    200     404
surveys:revoke_link                    404      404    404   404    404         302       404    302     404
surveys:section                        404      404    403   403    403         200       404    404     404
surveys:send_links                   login      403    403   403    403         403       403    302     403
surveys:submit                         404      404    403   403    403         200       404    404     404
surveys:survey                         200      200    200   200    200         200       200    200     200
surveys:survey_file                    200      200    200   200    200         200       200    200     200
surveys:surveys                        200      200    200   200    200         200       200    200     200
surveys:take_back                      404      404    403   403    403         409       404    404     404
"""

SURVEYS_API = """
                          anonymous supplier reader staff leader coordinator elsewhere editor council
/surveys                        200      200    200   200    200         200       200    200     200
/surveys/{survey_key}           200      200    200   200    200         200       200    200     200
/surveys/{survey_key}/progress  401      403    403   403    403         403       403    200     403
/surveys/{survey_key}/answers/{code} 404 404    200   200    200         200       404    404     404
"""

SURVEYS_API_WRITING = """
                                    anonymous supplier reader staff leader coordinator elsewhere editor council
PATCH /surveys/{survey_key}/answers/{code} 404 404    403   403    403         428       404    404     404
"""
