"""One file of settings. Values come from the environment; the defaults are safe.

``DATABASE_URL`` and ``BROKER_URL`` name servers to use; without them the embedded ones are used.
"""

import json
import os
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.urls import reverse_lazy

from casework import embedded
from casework.celery import SCHEDULE  # so that every task finds its broker, too
from casework.interface import single_sign_on
from casework.interface.requests.log import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
STATE = embedded.state_folder()


def flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def listed(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


DEBUG = flag("CASEWORK_DEBUG", default=False)
SECRET_KEY = embedded.secret_key()
SECRET_KEY_FALLBACKS = listed("CASEWORK_FORMER_SECRET_KEYS")
ALLOWED_HOSTS = listed("CASEWORK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("CASEWORK_ORIGINS")
BEHIND_TLS = flag("CASEWORK_BEHIND_TLS", default=False)
SECURITY_CONTACTS = listed("CASEWORK_SECURITY_CONTACT")  # mailto:… or https://…
PROXIES = int(os.environ.get("CASEWORK_PROXIES") or "0")  # of your own, in front of the product
MOST_REFUSED_A_MINUTE = int(os.environ.get("CASEWORK_MOST_REFUSED_A_MINUTE") or "60")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "crispy_forms",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_celery_beat",
    "casework.interface",
    "casework.access",
    "casework.systems",
    "casework.children",
    "casework.timescales",
    "casework.chronology",
    "casework.returns",
    "casework.writing",
    "casework.figures",
    "casework.documents",
    "casework.notices",
    "casework.actions",
    "casework.meetings",
    "casework.referrals",
    "casework.legal",
    "casework.recording",
    "casework.practice",
    "casework.corrections",
    "casework.duplicates",
    "casework.confidentiality",
    "casework.governance",
    "casework.approvals",
    "assessments",
    "missing",
    "casework.plans",
    "casework.conferences",
    "casework.preproceedings",
    "casework.support",
    "casework.waits",
    "casework.transfers",
    "casework.disclosure",
    "casework.voice",
    "casework.supervision",
    "audits",
    "casework.retention",
    "casework.demonstration",
    "casework.dashboards",
    "casework.continuity",
    "casework.scale",
]

MIDDLEWARE = [
    "casework.interface.requests.log.Numbered",
    "casework.scale.slow_requests.SlowRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "casework.access.middleware.Compressed",
    "casework.interface.replica.middleware.WrittenUpTo",
    "csp.middleware.CSPMiddleware",
    "casework.access.middleware.NotKept",
    "casework.interface.plain_text.PlainText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "casework.children.saving.autosave.KeepWords",
    "django.middleware.csrf.CsrfViewMiddleware",
    "casework.access.middleware.WhoAsks",
    "casework.access.sessions.limits.SessionLimits",
    "casework.access.middleware.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
    "casework.children.saving.middleware.SaveOnce",
    "casework.children.access_log.middleware.LooksKept",
]

ROOT_URLCONF = "casework.urls"
WSGI_APPLICATION = "casework.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "casework.interface.template_loaders.Templates",
                        "casework.interface.template_loaders.AppTemplates",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "casework.access.context.header",
            ],
        },
    }
]

FORM_RENDERER = "casework.interface.widgets.Drawn"

# Data

DATABASE_POOLED = flag("CASEWORK_DATABASE_POOLED", default=False)
DATABASE_KEEPS = {
    "pg_trgm.word_similarity_threshold": "0.4",  # one slip of the finger in a short name
    "random_page_cost": "1.1",  # what is found by its key is in memory, or on a disk without arms
    "jit": "off",  # a page's statements are long to compile and short to run
    "plan_cache_mode": "force_generic_plan",  # what is planned once is not planned five times more
}
DATABASES = {
    "default": embedded.database_settings(embedded.database_url())
    | {
        "CONN_MAX_AGE": int(os.environ.get("CASEWORK_DATABASE_KEEP") or "600"),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": DATABASE_POOLED,
    }
}
if not DATABASE_POOLED:  # a pooler refuses what is said on connecting: the database keeps it
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = " ".join(
        f"-c {name}={value}" for name, value in DATABASE_KEEPS.items()
    )
REPLICA_LAG = float(os.environ.get("CASEWORK_REPLICA_LAG") or "0")  # seconds: see docs/running.md
if replica := os.environ.get("DATABASE_REPLICA_URL"):
    DATABASES["replica"] = DATABASES["default"] | embedded.replica_settings(
        replica, {} if DATABASE_POOLED else DATABASE_KEEPS
    )
    DATABASE_ROUTERS = ["casework.interface.replica.router.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)

DATABASE_PAGES_ACCOUNT = embedded.pages_account()

# Who looked, and the proof of it: see docs/looks.md

WORKING_HOURS = (7, 20)  # a look before the first hour, or from the second on, is out of hours
MANY_FILES_AN_HOUR = int(os.environ.get("CASEWORK_MANY_FILES_AN_HOUR") or "30")
LOG_ANCHORS = os.environ.get("CASEWORK_LOG_ANCHORS") or f"{STATE}/log-anchors.txt"

DELETED_FILES = os.environ.get("CASEWORK_DELETED_FILES") or f"{STATE}/deleted-files.txt"

# Nothing lost, and going on without the system: see docs/backup.md

BACKUP_FOLDER = os.environ.get("CASEWORK_BACKUP_DIR") or f"{STATE}/backups"
BACKUPS_KEPT = int(os.environ.get("CASEWORK_BACKUPS_KEPT") or "14")
CARRY_ON_FOLDER = os.environ.get("CASEWORK_CARRY_ON_DIR") or f"{STATE}/carry-on"

# Words, days and times

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# Signing in

AUTH_USER_MODEL = "access.Worker"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "casework.access.backends.WorksHere",
]
AUTH_PASSWORD_VALIDATORS: list[dict] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("NumericPasswordValidator", {}),
    )
] + [{"NAME": "casework.access.accounts.passwords.NotBreached"}]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "casework.access.adapter.NoSelfSignUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}  # and of the second step; axes counts the first
ACCOUNT_FORMS = {"login": "casework.interface.signing_in.SignInForm"}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Casework"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS  # a browser itself trusts localhost alone
SINGLE_SIGN_ON, SOCIALACCOUNT_PROVIDERS = single_sign_on.from_environment()
SOCIALACCOUNT_ADAPTER = "casework.access.sessions.single_sign_on.OwnPeople"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form would be refused its way to another address (CSP)
SINGLE_SIGN_ON_HAS_SECOND_FACTOR = flag("CASEWORK_OIDC_HAS_SECOND_FACTOR", default=False)
AXES_FAILURE_LIMIT = int(os.environ.get("CASEWORK_SIGN_IN_TRIES", "10"))
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False

SECOND_FACTOR = flag("CASEWORK_SECOND_FACTOR", default=True)  # never in the demonstration
IDLE_MINUTES = int(os.environ.get("CASEWORK_IDLE_MINUTES") or "30")
SESSION_HOURS = int(os.environ.get("CASEWORK_SESSION_HOURS") or "10")
STEP_UP_MINUTES = int(os.environ.get("CASEWORK_STEP_UP_MINUTES") or "60")  # 0: never
DORMANT_DAYS = int(os.environ.get("CASEWORK_DORMANT_DAYS") or "90")  # 0: never
CODE_HOURS = int(os.environ.get("CASEWORK_CODE_HOURS") or "72")
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
EMERGENCY_MINUTES = int(os.environ.get("CASEWORK_EMERGENCY_MINUTES") or "15")

CSRF_FAILURE_VIEW = "casework.children.saving.autosave.csrf_failure"
SESSION_ENGINE = "casework.access.sessions.store"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # and ends with it
SESSION_COOKIE_AGE = 60 * 60 * SESSION_HOURS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked by what stands beside it, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [SELF],
        "object-src": [NONE],
    }
}

# What is typed and not yet saved: see docs/drafts.md

DRAFT_DAYS = int(os.environ.get("CASEWORK_DRAFT_DAYS", "30"))
DRAFT_TOKEN_DAYS = 7

# Documents: see docs/documents.md

DOCUMENT_FORMATS = listed(
    "CASEWORK_DOCUMENT_FORMATS", "pdf,docx,xlsx,odt,png,jpg,heic,eml,txt,mp3,m4a"
)
DOCUMENT_MOST_MB = int(os.environ.get("CASEWORK_DOCUMENT_MOST_MB", "25"))

# Pages

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("CASEWORK_STATIC_DIR") or str(embedded.state_folder() / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": {
        "BACKEND": os.environ.get(
            "CASEWORK_DOCUMENTS_STORAGE", "casework.documents.storage.PrivateFiles"
        ),
        "OPTIONS": json.loads(os.environ.get("CASEWORK_DOCUMENTS_OPTIONS", "null"))
        or {"location": str(embedded.state_folder() / "documents")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CRISPY_ALLOWED_TEMPLATE_PACKS = ("govuk",)
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_CLASS_CONVERTERS: dict[str, str] = {}

# The API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "casework.systems.authentication.ByCredential",
        "casework.access.sessions.programs.BySession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "casework.interface.rest.schema.TruthfulSchema",
    "EXCEPTION_HANDLER": "casework.interface.rest.problems.as_problem",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Casework",
    "DESCRIPTION": "Read the records this worker may know of. Nothing is written here.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Each choice stands where it is asked: its name is then the record's, and stays.
    "POSTPROCESSING_HOOKS": ["casework.interface.rest.schema.without_marks"],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
}

# Work that waits for no one

CELERY_BROKER_URL = embedded.broker_url()
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # none waits behind long work while another is free
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 6 * 60 * 60}
"""Longer than any work takes: after it the broker gives the same work to another worker."""
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SCHEDULE = SCHEDULE

# E-mail: see docs/notices.md. None is sent until a way to send it is named.

SENDS_MAIL = bool(os.environ.get("CASEWORK_EMAIL_BACKEND"))
EMAIL_BACKEND = (
    os.environ.get("CASEWORK_EMAIL_BACKEND") or "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = os.environ.get("CASEWORK_EMAIL_HOST") or "localhost"
EMAIL_PORT = int(os.environ.get("CASEWORK_EMAIL_PORT") or "25")
EMAIL_HOST_USER = os.environ.get("CASEWORK_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CASEWORK_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("CASEWORK_EMAIL_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("CASEWORK_EMAIL_FROM") or "casework@localhost"
NOTIFY_ADDRESS = "https://api.notifications.service.gov.uk"
NOTIFY_KEY = os.environ.get("CASEWORK_NOTIFY_KEY", "")
NOTIFY_TEMPLATE = os.environ.get("CASEWORK_NOTIFY_TEMPLATE", "")
SITE_ADDRESS = (CSRF_TRUSTED_ORIGINS or ["http://localhost:8000"])[0].rstrip("/")
DAILY_MAIL_HOUR = int(os.environ.get("CASEWORK_DAILY_MAIL_HOUR") or "7")

SLOW_PAGE_MS = int(os.environ.get("CASEWORK_SLOW_PAGE_MS") or "1000")  # see docs/performance.md

# What is logged, and how it is seen that all is well: see docs/keeping-running.md

LOG_REQUESTS = flag("CASEWORK_LOG_REQUESTS", default=False)
DISK_LOW_MB = int(os.environ.get("CASEWORK_DISK_LOW_MB") or "1000")
DISK_FULL_MB = int(os.environ.get("CASEWORK_DISK_FULL_MB") or "100")
LOGGING = logging_settings(os.environ.get("CASEWORK_LOG_LEVEL", "WARNING"), plain=DEBUG)
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",
    "security.W021",  # browsers' own list takes whole domains, which are the council's to enter
]
