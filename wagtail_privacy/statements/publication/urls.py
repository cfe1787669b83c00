"""The addresses in the admin of what is decided about findings, below those of "To do"."""

from django.urls import path

from wagtail_privacy.statements.publication.accepting import AcceptFindingView, TakeBackView
from wagtail_privacy.statements.publication.publishing import PublishNeverthelessView

app_name = "wagtail_privacy_findings"
urlpatterns = [
    path("accept/<int:page_id>/<str:key>/", AcceptFindingView.as_view(), name="accept"),
    path("accepted/<int:pk>/take-back/", TakeBackView.as_view(), name="take_back"),
    path("publish/<int:page_id>/", PublishNeverthelessView.as_view(), name="publish"),
]
