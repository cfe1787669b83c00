"""The address in the admin at which the editor asks what a section says."""

from django.urls import path

from wagtail_privacy.statements.editing.views import section_facts

app_name = "wagtail_privacy_sections"
urlpatterns = [path("<slug:name>/", section_facts, name="facts")]
