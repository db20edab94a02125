"""All settings, in one file. What an organisation decides is a row in the database, not a setting."""

import os
from pathlib import Path
from typing import Any, Literal, cast

from kring.foundation.database.addresses import database_address
from kring.foundation.database.state import state_directory
from kring.foundation.environment import names, number, text, yes

ROOT = Path(__file__).resolve().parents[1]
STATE = state_directory(os.environ)

# --- what this process is -------------------------------------------------------------------------
PROCESS = cast(
    Literal["web", "worker", "migrate"], text("KRING_PROCESS", "web")
)  # web, worker or migrate: each has its own database role
DEBUG = False
KRING_DEMO = yes("KRING_DEMO")
KRING_GALLERY = yes("KRING_GALLERY", default=KRING_DEMO)

# --- secrets: the keyring lives outside PostgreSQL (ADR 3) ------------------------------------------
KRING_KEYRING = Path(text("KRING_KEYRING", str(STATE / "keyring.json")))
KRING_TOMBSTONES = Path(text("KRING_TOMBSTONES", str(KRING_KEYRING.with_name("tombstones"))))
KRING_KEYRING_COMMAND = text("KRING_KEYRING_COMMAND", "")
# A place of the operator's own: only the preparation begins a keyring there.
KRING_KEYRING_GIVEN = bool(KRING_KEYRING_COMMAND or "KRING_KEYRING" in os.environ)
SECRET_KEY = "replaced by the keyring"  # noqa: S105 (kring.foundation.keys.apps puts the real one here)

# --- who may call -----------------------------------------------------------------------------------
ALLOWED_HOSTS = names("KRING_HOSTS", "localhost,127.0.0.1,.localhost,[::1]")
KRING_TRUSTED_PROXIES = number("KRING_TRUSTED_PROXIES", 0)
KRING_HTTPS = yes("KRING_HTTPS")
# How the links in mails begin; the port of a development server, for instance, is not in the host name.
KRING_SITE = text("KRING_SITE", "https://{host}" if KRING_HTTPS else "http://{host}")
# A folder with drafts of other editions of the guideline, to see what they would ask; empty for none.
KRING_EDITIONS = text("KRING_EDITIONS", "")
# The edition whose requirements organisations answer for; empty for the one that comes with Kring.
KRING_EDITION = text("KRING_EDITION", "")
KRING_LEAVE_URL = text("KRING_LEAVE_URL", "https://www.buienradar.nl")
if KRING_TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- what it is made of -----------------------------------------------------------------------------
INSTALLED_APPS = [
    "kring.portal",
    "kring.compliance",
    "kring.surveys",
    "kring.support",
    "kring.events",
    "kring.guide",
    "kring.experiences",
    "kring.inquiries",
    "kring.supporters",
    "kring.catalogue",
    "kring.referral",
    "kring.people",
    "kring.guideline",
    "kring.ui",
    "kring.foundation.disclosure",
    "kring.foundation.mail",
    "kring.foundation.audit",
    "kring.foundation.accounts",
    "kring.foundation.keys",
    "kring.foundation.watch",
    "kring.foundation.words",
    "kring.foundation.tenancy",
    "kring.foundation.database",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "kring.foundation.watch.middleware.watch",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kring.foundation.policy.content_security_policy",
    "kring.foundation.compression.compressed",
    "kring.foundation.database.middleware.one_transaction",
    "kring.foundation.accounts.sessions.SessionMiddleware",
    "kring.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kring.foundation.accounts.middleware.actor",
    "kring.foundation.door.Door",
    "kring.portal.middleware.frame",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "kring.config.urls"
WSGI_APPLICATION = "kring.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "ui" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "kring.ui.drawing.loader.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "kring.ui.context.frame",
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
        },
    }
]
COTTON_ISOLATE_BY_DEFAULT = True
FORM_RENDERER = "kring.ui.widgets.Renderer"

# --- database: `default` for the request, `apart` for what must stand even if the request rolls back ---


def _database(pool: int) -> dict[str, Any]:
    """One connection alias; a pool of 0 means a connection of its own."""
    address = database_address(PROCESS, os.environ)
    options: dict[str, Any] = {**address["OPTIONS"]}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 10}
    # A connection that a failing server or pooler left behind is replaced before it is handed out.
    health = {"CONN_HEALTH_CHECKS": bool(pool)}
    return {"ENGINE": "django.db.backends.postgresql", **address, "OPTIONS": options, **health}


DATABASES = {"default": _database(0 if PROCESS == "migrate" else number("KRING_POOL", 8))}
if PROCESS != "migrate":
    DATABASES["apart"] = _database(2)
    # Behind a pooler this name gives what stands apart a pool of its own: it never waits for its own request.
    DATABASES["apart"]["NAME"] = text("KRING_APART_DATABASE", DATABASES["default"]["NAME"])
DATABASE_ROUTERS = ["kring.foundation.database.routers.CacheApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIGRATION_MODULES: dict[str, str] = {}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kring_cache",
        "KEY_FUNCTION": "kring.foundation.keys.lookup.cache_key",
        # Too many entries push live counters out, so that whoever floods could go on guessing.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
PROCRASTINATE_DATABASE_ALIAS = "default"
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "always", "concurrency": 2, "listen_notify": True}
# A worker that was away begins with the night it missed: otherwise names stay a day longer than people were told.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 3600}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "kring.foundation.database.queue.connect"

# --- signing in -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kring.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "5/5m/key,100/5m/ip"}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "kring.foundation.accounts.links.PasswordLinks"  # noqa: S105
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # for whoever was invited; who has a password gets an hour
ALLAUTH_TRUSTED_PROXY_COUNT = KRING_TRUSTED_PROXIES
MFA_ADAPTER = "kring.foundation.accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TRUST_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not KRING_HTTPS
MFA_TOTP_ISSUER = "Kring"
# A code that changed while somebody typed it still counts, one step back or ahead (RFC 6238, 5.2); each counts once.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}

# --- sessions: only the hash of the key is kept, no cookie before one is needed -------------------------
SESSION_ENGINE = "kring.foundation.accounts.sessions"
SESSION_COOKIE_NAME = "kring"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = KRING_HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # until the browser closes
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kring.portal.views.refusals.csrf_failure"
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- headers ----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" makes browsers post without origin, and CSRF refuses
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_SSL_REDIRECT = KRING_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz"]  # asked from inside, past the proxy that speaks TLS
SECURE_HSTS_SECONDS = 31_536_000 if KRING_HTTPS else 0
X_FRAME_OPTIONS = "DENY"

# --- languages and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# --- files ------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(text("KRING_STATIC", str(STATE / "static")))
STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# --- mail -------------------------------------------------------------------------------------------
EMAIL_HOST = text("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = number("EMAIL_PORT", 25)
EMAIL_HOST_USER = text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = yes("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("KRING_MAIL_FROM", "Kring <kring@localhost>")
KRING_MAILBOX = text("KRING_MAILBOX", "")  # the demo's mail, kept in a folder; empty outside the demo

# --- watching: technical, without persons, addresses or queries -------------------------------------------
KRING_COUNTS = Path(text("KRING_COUNTS", str(STATE / "counts")))
KRING_FIGURES_TOKEN = text("KRING_FIGURES_TOKEN", "")
KRING_REQUEST_LOG = yes("KRING_REQUEST_LOG")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "kring.foundation.logs.Line"},
        "json": {"()": "kring.foundation.logs.Json"},
    },
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": text("KRING_LOG_FORMAT", "line")}},
    "root": {"handlers": ["screen"], "level": text("KRING_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "kring.requests": {"level": "INFO" if KRING_REQUEST_LOG else "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
