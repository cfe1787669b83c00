"""The addresses of the task "Your forms" in the admin."""

from django.urls import path

from wagtail_privacy.forms.start.views import FormsView, FormView

app_name = "wagtail_privacy_start_forms"
urlpatterns = [
    path("<int:site_pk>/forms/", FormsView.as_view(), name="index"),
    path("<int:site_pk>/forms/<int:page_pk>/", FormView.as_view(), name="form"),
]
