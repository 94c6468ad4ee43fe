"""The addresses of logins, seats, roles, invitations, API keys and the log."""

from django.urls import path

from tovholder.foundation.accounts.views import handover, invitations, log, login, profile, roles, tokens

app_name = "accounts"
urlpatterns = [
    path("konto/log-ind/", login.login, name="login"),
    path("konto/log-af/", login.logout, name="logout"),
    path("konto/glemt-adgangskode/", login.password_forgotten, name="password_forgotten"),
    path("konto/glemt-adgangskode/sendt/", login.password_sent, name="password_sent"),
    path("konto/ny-adgangskode/klar/", login.password_chosen, name="password_chosen"),
    path("konto/ny-adgangskode/<str:uidb64>/<str:token>/", login.password_choose, name="password_choose"),
    path("konto/skift/", profile.switch, name="switch"),
    path("konto/profil/", profile.profile, name="profile"),
    path("konto/adgangskode/", profile.password, name="password"),
    path("konto/invitation/<str:secret>/", invitations.answer, name="invitation"),
    path("administration/", roles.people, name="people"),
    path("administration/roller/", roles.role_list, name="roles"),
    path("administration/roller/hent.<slug:kind>", roles.role_file, name="roles_file"),
    path("administration/roller/giv/", roles.give, name="role_give"),
    path("administration/roller/<uuid:public_id>/", roles.role, name="role"),
    path("administration/roller/<uuid:public_id>/afslut/", roles.end, name="role_end"),
    path("administration/roller/<uuid:public_id>/tag-tilbage/", roles.withdraw, name="role_withdraw"),
    path("administration/roller/<uuid:public_id>/overdragelse/", handover.handover, name="handover"),
    path("administration/overdragelse/<uuid:public_id>/overtaget/", handover.taken_over, name="taken_over"),
    path("administration/invitationer/", invitations.invitation_list, name="invitations"),
    path("administration/invitationer/ny/", invitations.invite, name="invite"),
    path("administration/invitationer/<uuid:public_id>/send-igen/", invitations.send_again, name="invitation_again"),
    path(
        "administration/invitationer/<uuid:public_id>/traek-tilbage/", invitations.withdraw, name="invitation_withdraw"
    ),
    path("administration/api-noegler/", tokens.token_list, name="tokens"),
    path("administration/api-noegler/ny/", tokens.new, name="token_new"),
    path("administration/api-noegler/<uuid:public_id>/spaer/", tokens.revoke, name="token_revoke"),
    path("administration/log/", log.log, name="log"),
]
