"""The addresses of the report "To do", and of what is decided about findings, in the admin."""

from django.urls import path

from wagtail_privacy.statements.accepting import AcceptFindingView, TakeBackView
from wagtail_privacy.statements.publishing import PublishNeverthelessView
from wagtail_privacy.statements.reports import FindingsView

app_name = "wagtail_privacy_findings"
urlpatterns = [
    path("", FindingsView.as_view(), name="index"),
    path("results/", FindingsView.as_view(results_only=True), name="results"),
    path("accept/<int:page_id>/<str:key>/", AcceptFindingView.as_view(), name="accept"),
    path("accepted/<int:pk>/take-back/", TakeBackView.as_view(), name="take_back"),
    path("publish/<int:page_id>/", PublishNeverthelessView.as_view(), name="publish"),
]
