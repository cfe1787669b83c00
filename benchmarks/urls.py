from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from benchmarks.plain.views import no_content

urlpatterns = [
    path("bare", no_content),
    path("privacy/", include("wagtail_privacy.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include(wagtail_urls)),
]
