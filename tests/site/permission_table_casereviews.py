"""Who is answered what at the addresses of reviews: columns as in ``permission_table``."""

CASEREVIEWS = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
casereviews:add_citizens               404      404    404   200    200         404       404    404     404
casereviews:after                      404      404    404   200    200         404       404    404     404
casereviews:assess                     404      404    404   200    200         404       404    404     404
casereviews:assign                     404      404    404   200    200         404       404    404     404
casereviews:before                     404      404    404   200    200         404       404    404     404
casereviews:close                      404      404    404   200    200         404       404    404     404
casereviews:delete                     404      404    404   200    200         404       404    404     404
casereviews:edit                       404      404    404   200    200         404       404    404     404
casereviews:equip                      404      404    404   200    200         404       404    404     404
casereviews:hand_over                  404      404    404   200    200         404       404    404     404
casereviews:list                     login      403    403   200    200         403       403    403     403
casereviews:new                      login      403    403   200    200         403       403    403     403
casereviews:paper                      404      404    404   200    200         404       404    404     404
casereviews:remove                     404      404    404   302    302         404       404    404     404
casereviews:review                     404      404    404   200    200         404       404    404     404
casereviews:row                        404      404    404   200    200         404       404    404     404
casereviews:start                      404      404    404   302    302         404       404    404     404
"""
