"""Who is answered what at the addresses of drafts: the columns are those of ``permission_table``."""

DRAFTING = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
drafting:arrange_question            404     404     403     403     403     403     403     302     404
drafting:arrange_section             404     404     403     403     403     403     403     302     404
drafting:check                       404     404     200     200     200     200     200     200     404
drafting:compare                     404     404     200     200     200     200     200     200     404
drafting:delete_question             404     404     403     403     403     403     403     200     404
drafting:delete_section              404     404     403     403     403     403     403     200     404
drafting:discard                     404     404     403     403     403     403     403     200     404
drafting:draft                       404     404     200     200     200     200     200     200     404
drafting:draft_file                  login    403     200     200     200     200     200     200     403
drafting:edition_file                200     200     200     200     200     200     200     200     200
drafting:from_edition              login     403     403     403     403     403     403     200     403
drafting:from_file                 login     403     403     403     403     403     403     200     403
drafting:list                      login     403     200     200     200     200     200     200     403
drafting:list_file                 login     403     200     200     200     200     200     200     403
drafting:new                       login     403     403     403     403     403     403     200     403
drafting:new_question                404     404     403     403     403     403     403     200     404
drafting:new_section                 404     404     403     403     403     403     403     200     404
drafting:open                        404     404     403     403     403     403     403     200     404
drafting:preview                     404     404     200     200     200     200     200     200     404
drafting:question                    404     404     403     403     403     403     403     200     404
drafting:question_condition          404     404     403     403     403     403     403     200     404
drafting:section                     404     404     403     403     403     403     403     200     404
drafting:section_condition           404     404     403     403     403     403     403     200     404
drafting:whole                       404     404     403     403     403     403     403     200     404
"""
DRAFTING_API = """
                                 anonymous supplier reader staff leader coordinator elsewhere editor council
/questionnaire-files/{questionnaire_key}/{edition_number}/ddi 200  200  200  200  200  200  200  200  200
/questionnaire-files/{questionnaire_key}/{edition_number}/xlsform 200  200  200  200  200  200  200  200  200
"""
