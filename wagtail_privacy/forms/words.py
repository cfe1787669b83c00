"""One word for one thing: what Wagtail's German catalogue calls „Abgabe“, „Einreichung“, „Eingabe“.

Our catalogue stands before Wagtail's, because our apps stand above it in `INSTALLED_APPS`, so that
its „Einsendung“ wins. These constants are there for `makemessages` to find; nobody reads them.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

SUBMISSIONS = (
    gettext_noop("form submission"),
    gettext_noop("form submissions"),
    gettext_noop("Submission date"),
    gettext_noop("Total submissions"),
    gettext_noop("Latest submission"),
    gettext_noop("%(model_name)s submissions"),
    gettext_noop("Submissions of %(form_title)s"),
    gettext_noop("There have been no submissions of the '%(title)s' form."),
    gettext_noop("Delete selected submissions"),
    ngettext_lazy(
        "Are you sure you want to delete this form submission?",
        "Are you sure you want to delete these form submissions?",
    ),
    ngettext_lazy(
        "One submission has been deleted.", "%(count)d submissions have been deleted.", "count"
    ),
)
