"""The addresses behind the links in mails and receipts; they work wherever they are mounted."""

from django.urls import path

from wagtail_privacy.forms.consents import views

app_name = "wagtail_privacy_consents"
urlpatterns = [
    path("consents/<str:token>/", views.consent, name="consent"),
    path("consents/<str:token>/withdraw/", views.withdraw, name="withdraw"),
    path("receipts/<str:token>/", views.receipt, name="receipt"),
]
