"""
Addresses of signing in, by the names that allauth expects; what is not listed here does not exist.

No signing up, no other mail addresses, no phone, no codes by mail: accounts are made by invitation.
"""

from django.urls import path, re_path

from kring.foundation.accounts import ending, views

urlpatterns = [
    path("", views.login, name="account_login"),
    path("passkey/", views.passkey_login, name="mfa_login_webauthn"),
    path("code/", views.second_step, name="mfa_authenticate"),
    path("niet-hier/", views.inactive, name="account_inactive"),
    path("uit/", ending.sign_out, name="account_logout"),
    path("weg/", ending.leave, name="account_leave"),
    path("blijf/", ending.stay, name="account_stay"),
    path("tot-ziens/", ending.signed_out, name="account_signed_out"),
    path("opnieuw/", views.password_again, name="account_reauthenticate"),
    path("opnieuw/code/", views.code_again, name="mfa_reauthenticate"),
    path("opnieuw/passkey/", views.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("wachtwoord/", views.password_change, name="account_change_password"),
    path("wachtwoord/klaar/", views.password_changed, name="account_password_changed"),
    path("wachtwoord/vergeten/", views.password_link, name="account_reset_password"),
    path("wachtwoord/verstuurd/", views.password_link_sent, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_new,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/nieuw/", views.password_new_done, name="account_reset_password_from_key_done"),
    path("veilig/", views.security, name="mfa_index"),
    path("veilig/app/", views.add_app, name="mfa_activate_totp"),
    path("veilig/app/weg/", views.remove_app, name="mfa_deactivate_totp"),
    path("veilig/passkey/", views.add_passkey, name="mfa_add_webauthn"),
    path("veilig/passkey/<int:pk>/weg/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("veilig/codes/", views.codes, name="mfa_view_recovery_codes"),
    path("veilig/codes/nieuw/", views.new_codes, name="mfa_generate_recovery_codes"),
]
