"""The address of the task "Statistics" of Privacy › Start in the admin."""

from django.urls import path

from wagtail_privacy.analytics.start import StatisticsView

app_name = "wagtail_privacy_start_statistics"
urlpatterns = [path("<int:site_pk>/statistics/", StatisticsView.as_view(), name="index")]
