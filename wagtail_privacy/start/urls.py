"""The addresses of Privacy › Start in the admin."""

from django.urls import path

from wagtail_privacy.start.views import HelpersView, ResponsibleView, StartView

app_name = "wagtail_privacy_start"
urlpatterns = [
    path("", StartView.as_view(), name="index"),
    path("<int:site_pk>/", StartView.as_view(), name="site"),
    path("<int:site_pk>/responsible/", ResponsibleView.as_view(), name="responsible"),
    path("<int:site_pk>/helpers/", HelpersView.as_view(), name="helpers"),
]
