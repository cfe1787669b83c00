"""The addresses of the statistics; they work wherever they are mounted."""

from django.urls import path

from wagtail_privacy.analytics import views, visits
from wagtail_privacy.analytics.public.views import FiguresView

app_name = "wagtail_privacy_analytics"
urlpatterns = [
    path("hit", views.hit, name="hit"),
    path("hit.gif", views.pixel, name="pixel"),
    path("figures/", FiguresView.as_view(), name="figures"),
    path("visit/", visits.VisitView.as_view(), name="visit"),
]
