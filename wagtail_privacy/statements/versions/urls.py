"""The addresses of the list of versions in the admin."""

from django.urls import path

from wagtail_privacy.statements.versions.report import VersionsView

app_name = "wagtail_privacy_versions"
urlpatterns = [
    path("", VersionsView.as_view(), name="index"),
    path("results/", VersionsView.as_view(results_only=True), name="results"),
]
