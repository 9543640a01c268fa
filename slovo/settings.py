"""All settings, from the environment only. SLOVO_HOME keeps database, files and keys."""

from pathlib import Path

from csp.constants import NONCE
from django.utils.translation import gettext_lazy as _
from environs import Env

from slovo.web.addresses import hosts_of, served_at
from slovo.web.keys import read_or_make_key

env = Env()

HOME = Path(env.str("SLOVO_HOME", "./var")).resolve()
DEBUG = env.bool("SLOVO_DEBUG", False)
SECRET_KEY = env.str("SLOVO_SECRET_KEY", "") or read_or_make_key(HOME / "keys" / "secret.key")
JOURNAL_KEY = env.str("SLOVO_JOURNAL_KEY", "") or read_or_make_key(HOME / "keys" / "journal.key")
TOLD_URL = env.str("SLOVO_URL", "")
PUBLIC_URL = (TOLD_URL or served_at(HOME)).rstrip("/")
IS_HTTPS = PUBLIC_URL.startswith("https://")
PROXY = env.str("SLOVO_PROXY", "")  # whose word about the visitor's address is believed
ALLOWED_HOSTS = env.list("SLOVO_HOSTS", hosts_of(TOLD_URL))
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CSRF_FAILURE_VIEW = "slovo.web.kept.grown_old"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "csp",
    "slovo.domain.journal",
    "slovo.domain.calendars",
    "slovo.domain.staff",
    "slovo.domain.clients",
    "slovo.domain.standards",
    "slovo.domain.post",
    "slovo.domain.access",
    "slovo.domain.notices",
    "slovo.domain.hooks",
    "slovo.domain.chats",
    "slovo.domain.duty",
    "slovo.domain.courtesy",
    "slovo.domain.engagements",
    "slovo.domain.cases",
    "slovo.domain.promises",
    "slovo.domain.delivery",
    "slovo.domain.risks",
    "slovo.domain.talks",
    "slovo.domain.calls",
    "slovo.domain.billing",
    "slovo.domain.handovers",
    "slovo.domain.mistakes",
    "slovo.domain.goodwill",
    "slovo.domain.complaints",
    "slovo.domain.loyalty",
    "slovo.web",
    "slovo.interfaces.desk",
    "slovo.interfaces.portal",
    "slovo.interfaces.channels.webform",
    "slovo.interfaces.commands",
]

# A firm's own identity provider; its parts weigh 28 MiB and are loaded only where it is named.
OIDC_NAME = env.str("SLOVO_OIDC_NAME", "")
if OIDC_URL := env.str("SLOVO_OIDC_URL", ""):
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    SOCIALACCOUNT_ADAPTER = "slovo.web.oidc.KnownColleagues"
    SOCIALACCOUNT_LOGIN_ON_GET = True
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "firm",
                    "name": OIDC_NAME,
                    "client_id": env.str("SLOVO_OIDC_CLIENT"),
                    "secret": env.str("SLOVO_OIDC_SECRET", ""),
                    "settings": {"server_url": OIDC_URL},
                }
            ],
        }
    }

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "slovo.web.middleware.SmallerMiddleware",
    "csp.middleware.CSPMiddleware",
    "slovo.web.middleware.PrivateMiddleware",
    "slovo.web.middleware.KeepingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "slovo.web.middleware.UserPreferencesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "slovo.web.refusals.NotAllowedMiddleware",
    "slovo.web.middleware.FirstRunMiddleware",
]

ROOT_URLCONF = "slovo.urls"
WSGI_APPLICATION = "slovo.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "web" / "templates"],  # ours before those of any part
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "slovo.web.context.house",
            ],
        },
    },
]

FORM_RENDERER = "slovo.web.forms.HouseForms"

DATABASE_URL = env.str("DATABASE_URL", "")
# A page asks thirty questions and there are some twenty busy pages: of the 128 that Python keeps
# prepared, none would still be there when it is asked again.
SQLITE_OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20, "cached_statements": 512}
if DATABASE_URL:
    DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=60)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "slovo.lib.queued_sqlite",
            "NAME": HOME / "slovo.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": HOME / "test.sqlite3"},
        },
    }
IS_SQLITE = not DATABASE_URL

AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_ADAPTER = "slovo.web.signin.ClosedSignup"
ACCOUNT_FORMS = {
    "login": "slovo.web.signin_forms.SignIn",
    "reset_password": "slovo.web.signin_forms.ResetPassword",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are the principal's to give, never confirmed
MFA_TOTP_ISSUER = "Slovo"
MFA_TOTP_TOLERANCE = 1  # a code stays good while one types it (RFC 6238, 5.2)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("uk", _("Ukrainian"))]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STORAGES = {
    "default": {
        "BACKEND": "slovo.lib.durable.DurableFiles",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = env.int("SLOVO_HSTS_SECONDS", 365 * 24 * 3600) if IS_HTTPS else 0
# Other names of the firm are not ours to bind (W005, W021); the server before us leads http to
# https (W008); HTML letters are shown in frames of our own pages (W019).
SILENCED_SYSTEM_CHECKS = [f"security.{code}" for code in ("W005", "W008", "W019", "W021")]
SESSION_COOKIE_HTTPONLY = True
# Of several processes one would not hear that somebody signed out through another.
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if IS_SQLITE else 'db'}"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", NONCE],
        "img-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'self'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "slovo.web.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": env.str("SLOVO_LOG", "WARNING")},
    # It writes every address it calls, and some carry a secret.
    "loggers": {"httpx": {"level": "WARNING"}, "httpcore": {"level": "WARNING"}},
}

PRIVATE_CALLS = env.bool("SLOVO_PRIVATE_CALLS", False)
TELEGRAM_URL = env.str("SLOVO_TELEGRAM_URL", "https://api.telegram.org").rstrip("/")
INLET_PORT = env.int("SLOVO_INLET_PORT", 2525)
REST_HOURS = 11  # between two shifts of one colleague
ROTA_DAYS = 14  # so far ahead a minute without a name is said
UNDO_SECONDS = 30
CONFIRM_DAYS = 5
AFTERTHOUGHT_MINUTES = 10
RECEIPTS_PER_ADDRESS = 10
