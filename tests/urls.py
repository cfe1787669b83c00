from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from wagtail_privacy.urls import well_known

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("privacy/", include("wagtail_privacy.urls")),
    path("", include(well_known)),
    *i18n_patterns(path("", include(wagtail_urls))),
]
