from django.conf.urls.i18n import i18n_patterns
from django.contrib.staticfiles.views import serve
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from example_site.home import outbox
from wagtail_privacy.urls import well_known

urlpatterns = [
    path("outbox/", outbox.outbox, name="outbox"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("privacy/", include("wagtail_privacy.urls")),
    path("", include(well_known)),
    # DEBUG is off (see the settings), so Django's server does not serve them by itself.
    path("static/<path:path>", serve, {"insecure": True}),
    # LocaleMiddleware leads from / to the language that the browser prefers.
    *i18n_patterns(path("", include(wagtail_urls))),
]
