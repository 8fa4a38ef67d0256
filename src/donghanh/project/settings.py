"""
Django's settings: one file for demo, tests and a company's own server; the environment tells what differs.

Every name that the environment may set is listed in `donghanh.adapters.environment`, from which the
reference in `docs/reference/settings.md` is printed.
"""

from __future__ import annotations

from pathlib import Path

from donghanh.adapters.environment import ENVIRONMENT, database_settings, secret_key

PACKAGE = Path(__file__).resolve().parent.parent
FACES = PACKAGE / "faces"

DEMO = ENVIRONMENT.demo
DEBUG = False
SECRET_KEY = secret_key(ENVIRONMENT)
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.trusted_origins
DATABASES = {"default": database_settings(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "donghanh.project.urls"
WSGI_APPLICATION = "donghanh.project.wsgi.application"

INSTALLED_APPS = [
    # Before the sign-in library: our pages stand in for its own.
    "donghanh.faces.design",
    "donghanh.faces.signin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "donghanh.apps.organisation",
    "donghanh.apps.evidence",
    "donghanh.apps.partners",
    "donghanh.apps.throttling",
    "donghanh.apps.stock",
    "donghanh.apps.customers",
    "donghanh.apps.metering",
    "donghanh.apps.notices",
    "donghanh.apps.accounts",
    "donghanh.apps.tariffs",
    "donghanh.apps.reliefs",
    "donghanh.apps.billing",
    "donghanh.apps.works",
    "donghanh.apps.signatures",
    "donghanh.apps.requests",
    "donghanh.apps.conduct",
    "donghanh.apps.supply",
    "donghanh.apps.programmes",
    "donghanh.faces.desk",
    "donghanh.faces.field",
    "donghanh.faces.partner",
    "donghanh.faces.portal",
    "donghanh.project.wiring",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "donghanh.faces.signin.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "donghanh.faces.signin.context.house",
            ],
        },
    },
]

# Who may come in.
AUTH_USER_MODEL = "organisation.Staff"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/ban/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "donghanh.faces.signin.adapter.StaffAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "donghanh.faces.signin.keys.AddKey",
    "edit_webauthn": "donghanh.faces.signin.keys.RenameKey",
}
MFA_TOTP_ISSUER = "Đồng Hành"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO  # loopback of the demo has no certificate
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "donghanh.faces.signin.lockout.page"
# Below the password axes counts; the library's own limit guards the codes of the second factor.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,10/5m/key"}

# Of those who approve, select or keep accounts; the demo's people come in with a card.
SECOND_FACTOR_REQUIRED = ENVIRONMENT.second_factor and not DEMO

# What a browser may do with our pages.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.secure else None
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.secure else 0
SECURE_REFERRER_POLICY = "same-origin"

# Languages: Vietnamese is the source text, English stands in the catalogues beside the faces.
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "ngon_ngu"
LOCALE_PATHS = sorted([*FACES.rglob("locale"), *FACES.rglob("*_locale")])
FORMAT_MODULE_PATH = ["donghanh.project.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# Whose word of who asks is believed: `faces.throttle`.
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies

# Who has asked too often, as far as this process knows; and files of a request that is not sent yet, thrown
# away after two hours.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "drafts": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": ENVIRONMENT.home / "drafts",
        "TIMEOUT": 7200,
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEMO else 3600
MEDIA_ROOT = ENVIRONMENT.home / "uploads"
# The director's certificate, where it is not handed in at each signing; the demo makes its own in the folder.
SIGNING_CERTIFICATE = ENVIRONMENT.signing_certificate
SIGNING_PASSWORD_FILE = ENVIRONMENT.signing_password_file
# Where requests arrive by mail, and whose letters are never requests.
MAILBOX = ENVIRONMENT.mailbox
MAILBOX_ADDRESSES = ENVIRONMENT.mailbox_addresses
# How messages reach customers, and the folder in which the demo keeps them instead.
SITE_ADDRESS = ENVIRONMENT.site_address
CARRIERS = ENVIRONMENT
OUTBOX = ENVIRONMENT.home / "outbox"
SIGNING_FOLDER = ENVIRONMENT.home / "signing"
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
