from wagtail_privacy.forms.views.submissions import PrivacySubmissionsListView


class OwnListView(PrivacySubmissionsListView):
    """Shows one per page, the oldest first, and names the spreadsheet itself."""

    paginate_by = 1
    default_ordering = ("submit_time",)
    ordering_csv = ("-submit_time",)

    def get_filename(self) -> str:
        return f"own-{super().get_filename()}"
