"""The address of the task "Read and publish" in the admin."""

from django.urls import path

from wagtail_privacy.statements.start.views import ReadAndPublishView

app_name = "wagtail_privacy_start_statement"
urlpatterns = [path("<int:site_pk>/statement/", ReadAndPublishView.as_view(), name="index")]
