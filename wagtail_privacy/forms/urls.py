"""Addresses in the admin."""

from django.urls import path

from wagtail_privacy.forms.views import PrivacyFormsListView

app_name = "wagtail_privacy_forms"
urlpatterns = [
    path("", PrivacyFormsListView.as_view(), name="index"),
    path("results/", PrivacyFormsListView.as_view(results_only=True), name="index_results"),
]
