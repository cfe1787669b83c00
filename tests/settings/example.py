"""The example site as it is, with a database in memory."""

from example_site.settings import *  # noqa: F403
from example_site.settings import INSTALLED_APPS as EXAMPLE_APPS
from example_site.settings import WAGTAIL_PRIVACY as EXAMPLE_PRIVACY

# At the end, so that nothing of it hides what the example site shows: the factories of the tests
# import its page type.
INSTALLED_APPS = [*EXAMPLE_APPS, "tests.site"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each hit is written at once, so that a test can look.
WAGTAIL_PRIVACY = {**EXAMPLE_PRIVACY, "ANALYTICS": {"FLUSH_SECONDS": 0}}
