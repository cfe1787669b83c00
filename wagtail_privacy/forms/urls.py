"""Addresses in the admin."""

from django.urls import path

from wagtail_privacy.forms.consents.listing import ConsentsView
from wagtail_privacy.forms.views.deciding import CloseSubmissionsView, ReopenSubmissionsView
from wagtail_privacy.forms.views.due import DueSubmissionsView
from wagtail_privacy.forms.views.files import download
from wagtail_privacy.forms.views.forms_list import PrivacyFormsListView
from wagtail_privacy.forms.views.unexplained import UnexplainedAnswersView

app_name = "wagtail_privacy_forms"
urlpatterns = [
    path("", PrivacyFormsListView.as_view(), name="index"),
    path("results/", PrivacyFormsListView.as_view(results_only=True), name="index_results"),
    path("due/", DueSubmissionsView.as_view(), name="due"),
    path("unexplained/", UnexplainedAnswersView.as_view(), name="unexplained"),
    path("consents/", ConsentsView.as_view(), name="consents"),
    path("consents/results/", ConsentsView.as_view(results_only=True), name="consents_results"),
    path("<int:page_id>/files/<uuid:reference>/", download, name="file"),
    path("<int:page_id>/close/", CloseSubmissionsView.as_view(), name="close"),
    path("<int:page_id>/reopen/", ReopenSubmissionsView.as_view(), name="reopen"),
]
