"""The addresses of the report in the admin."""

from django.urls import path

from wagtail_privacy.analytics.showing.data import DataView
from wagtail_privacy.analytics.showing.exports import DimensionsView
from wagtail_privacy.analytics.showing.reports import ChartView, StatisticsView

app_name = "wagtail_privacy_statistics"
urlpatterns = [
    path("", StatisticsView.as_view(), name="index"),
    path("results/", StatisticsView.as_view(results_only=True), name="results"),
    path("chart.svg", ChartView.as_view(), name="chart"),
    path("dimensions/", DimensionsView.as_view(), name="dimensions"),
    path("data.json", DataView.as_view(), name="data"),
]
