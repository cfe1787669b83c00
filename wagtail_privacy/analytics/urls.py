"""The addresses of the statistics; they work wherever they are mounted."""

from django.urls import path

from wagtail_privacy.analytics import views, visits

app_name = "wagtail_privacy_analytics"
urlpatterns = [
    path("hit", views.hit, name="hit"),
    path("hit.gif", views.pixel, name="pixel"),
    path("visit/", visits.VisitView.as_view(), name="visit"),
]
