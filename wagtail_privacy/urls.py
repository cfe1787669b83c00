"""The public addresses of whatever is installed; include them under a prefix of your choice."""

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []

for feature in ("analytics",):
    if apps.is_installed(f"wagtail_privacy.{feature}"):
        urlpatterns.append(path("", include(f"wagtail_privacy.{feature}.urls")))
