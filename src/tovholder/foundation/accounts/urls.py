"""The addresses of logins, seats, roles, invitations, API keys and the log."""

from django.urls import path

from tovholder.foundation.accounts.views import login, profile

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
]
