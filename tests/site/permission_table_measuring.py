"""Who is answered what at the addresses of measuring: the columns are those of ``permission_table``."""

MEASURING = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
benefits:dashboard                   login      403    200   200    200         200       200    403     200
benefits:dashboard_file              login      403    200   200    200         200       200    403     200
benefits:edit_measurement              404      404    403   200    200         200       404    404     403
benefits:entry                       login      403    200   200    200         200       200    403     200
benefits:grade_benefit                 404      404    403   403    200         200       404    404     403
benefits:mark_spoiled                  404      404    403   302    302         302       404    404     403
benefits:measurement_file            login      403    200   200    200         200       200    403     200
benefits:measurements                  404      404    200   200    200         200       404    404     200
benefits:national                      200      200    200   200    200         200       200    200     200
benefits:national_file                 200      200    200   200    200         200       200    200     200
benefits:plan_measuring                404      404    403   403    200         200       404    404     403
benefits:remove_measurement            404      404    403   200    200         200       404    404     403
"""

MEASURING_API = """
                                       anonymous supplier reader staff leader coordinator elsewhere editor council
GET /benefits/{benefit_id}/measurements      404      404    200   200    200         200       404    404     200
GET /measurements/{measurement_id}           404      404    200   200    200         200       404    404     200
POST /benefits/{benefit_id}/measurements     404      404    403   422    422         422       404    404     403
PATCH /measurements/{measurement_id}         404      404    403   428    428         428       404    404     403
"""
