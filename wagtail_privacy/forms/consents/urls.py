"""The addresses behind the links in mails and receipts; they work wherever they are mounted."""

from django.urls import path, register_converter
from django.urls.converters import PathConverter

from wagtail_privacy.forms.consents import views


class TokenAndMore(PathConverter):
    """Finds what begins like a token; nothing shorter, as a page of the site may be called so."""

    regex = r"[A-Za-z0-9_-]{40,}(?s:.*)"


register_converter(TokenAndMore, "wp_token_and_more")

app_name = "wagtail_privacy_consents"
urlpatterns = [
    path("consents/<str:token>/", views.consent, name="consent"),
    path("consents/<str:token>/withdraw/", views.withdraw, name="withdraw"),
    path("receipts/<str:token>/", views.receipt, name="receipt"),
    # Otherwise Django would log the token as not found, and the site's page for that would see it.
    path("consents/<wp_token_and_more:token>", views.mangled_consent, name="mangled_consent"),
    path("receipts/<wp_token_and_more:token>", views.mangled_receipt, name="mangled_receipt"),
]
