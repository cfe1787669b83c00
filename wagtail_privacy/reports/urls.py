"""The addresses of the report "To do" in the admin."""

from django.urls import path

from wagtail_privacy.reports.views import TodoView

app_name = "wagtail_privacy_todo"
urlpatterns = [
    path("", TodoView.as_view(), name="index"),
    path("results/", TodoView.as_view(results_only=True), name="results"),
]
