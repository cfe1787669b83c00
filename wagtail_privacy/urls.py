"""The public addresses of whatever is installed; include them under a prefix of your choice.

path("privacy/", include("wagtail_privacy.urls")),
path("", include(wagtail_privacy.urls.well_known)),
"""

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from wagtail_privacy.well_known import gpc

urlpatterns: list[URLPattern | URLResolver] = []

URLS = {
    "wagtail_privacy.analytics": "wagtail_privacy.analytics.urls",
    "wagtail_privacy.forms": "wagtail_privacy.forms.consents.urls",
}
for feature, urls in URLS.items():
    if apps.is_installed(feature):
        urlpatterns.append(path("", include(urls)))

#: What has its place at the root of a host (RFC 8615), whatever the prefix of the rest.
well_known: list[URLPattern | URLResolver] = [
    path(".well-known/gpc.json", gpc, name="wagtail_privacy_gpc"),
]
