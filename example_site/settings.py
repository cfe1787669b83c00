"""Settings of the example site, a fictional German health insurer.

DEBUG stays off: the demo shows what visitors would get, with the site's own error pages and the
strict policy on every answer, and a port that others reach shows them no tracebacks. The static
files are therefore served by a line in `example_site/urls.py`.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from example_site.secrets_file import read_or_create

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"
keys = read_or_create(VAR / "example_site.json")

SECRET_KEY = keys.secret_key
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
# Other names under which the demo may be reached, separated by commas.
ALLOWED_HOSTS += [host for host in os.environ.get("EXAMPLE_SITE_HOSTS", "").split(",") if host]
ROOT_URLCONF = "example_site.urls"
WSGI_APPLICATION = "example_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "example_site.home",
    "wagtail_privacy.pages",
    "wagtail_privacy.statements",
    "wagtail_privacy.forms",
    "wagtail_privacy.analytics",
    "wagtail_privacy",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR / "example_site.sqlite3",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            # Without secure_delete the bytes of a deleted answer stay in the file.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON;",
        },
    }
}

# In the memory of this one process; the sessions of the statistics must never reach a disk.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
# The check warns that such a cache is no use to several processes; the demo is one.
SILENCED_SYSTEM_CHECKS = ["wagtail_privacy.W020"]

# The addresses of receipts are secrets: Django's own server would write them into the terminal.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"tokens": {"()": "wagtail_privacy.forms.consents.links.logs.HideTokens"}},
    "loggers": {"django.server": {"filters": ["tokens"]}},
}

LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("de", _("German")), ("en", _("English"))]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"

# Nothing leaves the machine: mails are files, and who is signed in reads them at /outbox/.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mails"
DEFAULT_FROM_EMAIL = "service@beispielkasse.example"

# Public pages load from this site only. Wagtail's admin has inline scripts, so it is left out.
# `frame-ancestors` lets the admin show previews.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# The demo speaks plain HTTP. A real site also sets SESSION_COOKIE_SECURE, CSRF_COOKIE_SECURE,
# SECURE_SSL_REDIRECT and SECURE_HSTS_SECONDS.

WAGTAIL_SITE_NAME = "Beispielkasse"
WAGTAILADMIN_BASE_URL = f"http://localhost:{os.environ.get('PORT', '8000')}"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Without these two lines the admin would call other people's servers.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False

WAGTAIL_PRIVACY = {
    "FORMS": {"ENCRYPTION_KEYS": [keys.encryption_key]},
    "ANALYTICS": {"PUBLIC_FIGURES": "counts", "PUBLIC_PAGES": 5},
}
