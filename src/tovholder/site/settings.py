"""Django's settings, all derived from the typed registry in ``env.py``."""

import logging.config
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tovholder.kernel import clock
from tovholder.site import env

MODE = env.read(env.MODE)
DEMO_MODE = MODE == "demo"
PRODUCTION = MODE == "production"
DEBUG = False
DATA_FOLDER = env.read(env.DATA)
SECRET_KEY = env.read(env.SECRET_KEY)
_hosts = env.read(env.ALLOWED_HOSTS)
ALLOWED_HOSTS = list(_hosts)
BASE_URL = env.read(env.BASE_URL)
PACKAGE = Path(__file__).resolve().parents[1]
ASSETS = env.REPOSITORY / "build" / "assets"

if PRODUCTION and len(SECRET_KEY) < 50:  # the length that the setting's description asks for
    raise env.SettingError("TOVHOLDER_SECRET_KEY is too short: at least 50 random characters.")

_today = env.read(env.TODAY)
if _today is not None:
    if PRODUCTION:
        raise env.SettingError("TOVHOLDER_TODAY is for the demo and is refused in production.")
    clock.use_clock(clock.shifted_to(_today))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "ninja",
    "tovholder.foundation.audit",
    "tovholder.foundation.codes",
    "tovholder.foundation.municipalities",
    "tovholder.foundation.accounts",
    "tovholder.foundation.jobs",
    "tovholder.foundation.ui",
    "tovholder.foundation.charts",
    "tovholder.foundation.reports",
    "tovholder.foundation.tables",
    "tovholder.foundation.files",
    "tovholder.foundation.search",
    "tovholder.foundation.work",
    "tovholder.foundation.notices",
    "tovholder.apps.technologies",
    "tovholder.apps.citizens",
    "tovholder.apps.products",
    "tovholder.apps.figures",
    "tovholder.apps.projects",
    "tovholder.apps.cases",
    "tovholder.apps.packages",
    "tovholder.apps.questionnaires",
    "tovholder.apps.drafting",
    "tovholder.apps.process",
    "tovholder.apps.visions",
    "tovholder.apps.goals",
    "tovholder.apps.screenings",
    "tovholder.apps.assessments",
    "tovholder.apps.rethinking",
    "tovholder.apps.focusareas",
    "tovholder.apps.barriers",
    "tovholder.apps.spread",
    "tovholder.apps.funding",
    "tovholder.apps.benefits",
    "tovholder.apps.businesscases",
    "tovholder.apps.followups",
    "tovholder.apps.casereviews",
    "tovholder.apps.decisions",
    "tovholder.apps.surveys",
    "tovholder.apps.results",
    "tovholder.demo",
    "tovholder.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tovholder.site.limits.AtOnce",
    "csp.middleware.CSPMiddleware",
    "tovholder.site.etags.ApiCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tovholder.site.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tovholder.foundation.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "tovholder.site.errors.AddressMiddleware",
    "tovholder.site.errors.ConflictMiddleware",
]

ROOT_URLCONF = "tovholder.site.urls"
ASGI_APPLICATION = "tovholder.site.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tovholder.foundation.ui.context.page",
                "tovholder.foundation.notices.context.inbox",
            ],
            "builtins": ["tovholder.foundation.ui.templatetags.ui"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"


POOL = {"min_size": 1, "max_size": 12, "timeout": 30}
"""The connections of a process: for the requests that it works on at once (``AT_ONCE``), and a few long downloads."""


def _database(url: str) -> dict[str, Any]:
    """Django's description of the database at ``url``, or of the SQLite file in the data folder."""
    if not url:
        DATA_FOLDER.mkdir(parents=True, exist_ok=True)  # SQLite makes the file, not the folder
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_FOLDER / "tovholder.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise env.SettingError("TOVHOLDER_DATABASE_URL must start with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        # Every request has a thread of its own, so a connection that is kept would be kept by nobody: they are shared.
        # Tests run in one thread, and drop their database when they are done.
        **({"CONN_MAX_AGE": 60} if MODE == "test" else {"OPTIONS": {"pool": POOL}}),
    }


DATABASES = {"default": _database(env.read(env.DATABASE_URL))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    *(["django.contrib.auth.hashers.MD5PasswordHasher"] if MODE == "test" else []),
]
if MODE == "test":
    # Argon2 is slow on purpose; tests log in thousands of times and prove nothing about hashing.
    PASSWORD_HASHERS.reverse()
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "tovholder.foundation.accounts.views.locked_out"
AXES_VERBOSE = False
AXES_ENABLED = MODE != "test"
AXES_USERNAME_FORM_FIELD = "username"
SECOND_FACTOR = env.read(env.SECOND_FACTOR)
CITIZEN_ROOMS_OPEN = not PRODUCTION or SECOND_FACTOR

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Dansk")), ("en", _("Engelsk"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = env.REPOSITORY / "build" / "static"
STATICFILES_DIRS = [ASSETS] if ASSETS.is_dir() else []
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_FOLDER / "files", "base_url": None},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
IMPORT_MAX_BYTES = env.read(env.IMPORT_MAX_MB) * 1024 * 1024
FILE_MAX_BYTES = min(env.read(env.FILE_MAX_MB) * 1024 * 1024, IMPORT_MAX_BYTES)  # the latter ends any upload
PICTURE_MAX_PIXELS = env.read(env.PICTURE_MAX_MEGAPIXELS) * 1_000_000
FILE_UPLOAD_HANDLERS = [
    "tovholder.foundation.tables.upload.QuotaUploadHandler",  # first: it counts, the others keep
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tovholder.site.errors.csrf_failed"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    CSRF_TRUSTED_ORIGINS = [BASE_URL]
    if env.read(env.BEHIND_PROXY):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}


def _mail(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


_mail_url = env.read(env.MAIL_URL)
if _mail_url:
    globals().update(_mail(_mail_url))
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = env.read(env.MAIL_FROM)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
if MODE == "test":
    TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "ENQUEUE_ON_COMMIT": False}}
SECURITY_CONTACT = env.read(env.SECURITY_CONTACT)
JOB_TIMEOUT_SECONDS = env.read(env.JOB_TIMEOUT)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# The web server has taken the caller's address from the proxy that it trusts; what a caller claims beside that is not
# believed, or a new claim with every request would get round the limit.
NINJA_NUM_PROXIES = 0
NINJA_PAGINATION_MAX_LIMIT = 100

LOGGING_CONFIG = None
logging.config.dictConfig(
    {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": env.read(env.LOG_LEVEL)},
    }
)
