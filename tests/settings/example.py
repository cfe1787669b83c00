"""The example site as it is, on the database of the tests."""

from example_site.settings import *  # noqa: F403
from example_site.settings import INSTALLED_APPS as EXAMPLE_APPS
from example_site.settings import WAGTAIL_PRIVACY as EXAMPLE_PRIVACY
from tests.settings.base import DATABASES  # noqa: F401 (for tests only, instead of the demo's)

# At the end, so that nothing of it hides what the example site shows: the factories of the tests
# import its page type.
INSTALLED_APPS = [*EXAMPLE_APPS, "tests.site"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each hit is written at once, so that a test can look.
ANALYTICS = {**EXAMPLE_PRIVACY.get("ANALYTICS", {}), "FLUSH_SECONDS": 0}
ANALYTICS["RELEASE_SECONDS"] = 0
# A test sends a form at once, and without having looked at it.
FORMS = {**EXAMPLE_PRIVACY["FORMS"], "MIN_SECONDS": 0, "MAX_HOURS": 0}
# And tests in a browser empty tables.
RECORDS = {"DATABASE_TRIGGERS": False}
WAGTAIL_PRIVACY = {**EXAMPLE_PRIVACY, "ANALYTICS": ANALYTICS, "FORMS": FORMS, "RECORDS": RECORDS}
