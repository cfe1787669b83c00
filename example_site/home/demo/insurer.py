"""Who answers for the data: the fictional insurer, its officer and its authority.

The telephone numbers come from the range that the Bundesnetzagentur keeps free for films and books
(030 23125-000 to -999). No place has the postal code 99999. The supervisory authority is real.
"""

from wagtail.models import Page, Site

from example_site.home.demo.ledger import once
from wagtail_privacy.models import ControllerSettings

NAME = "Beispielkasse"

FACTS: dict[str, object] = {
    "name": NAME,
    "postal_address": "Musterallee 1\n99999 Beispielstadt",
    "email": "service@beispielkasse.example",
    "phone": "030 23125-100",
    "country": "DE",
    "is_public_body": True,
    "legal_regime": "de-social",
    "has_dpo": True,
    "dpo_name": "Datenschutzbeauftragte der Beispielkasse",
    "dpo_postal_address": "Musterallee 1\n99999 Beispielstadt",
    "dpo_email": "datenschutz@beispielkasse.example",
    "dpo_phone": "030 23125-190",
    "authority_name": "Die Bundesbeauftragte für den Datenschutz und die Informationsfreiheit",
    "authority_postal_address": "Graurheindorfer Straße 153\n53117 Bonn",
    "authority_url": "https://www.bfdi.bund.de/",
    "server_log_days": 7,
    "server_log_address": "shortened",
    "decides_automatically": False,
    # A public body counts as part of its task; Art. 6(3) GDPR asks for the law that says so.
    "statistics_norm": "§ 3 BDSG",
}


def load_controller(site: Site, secure_contact_page: Page) -> ControllerSettings:
    """Give the controller of the site."""

    def make() -> ControllerSettings:
        settings = ControllerSettings.for_site(site)
        for name, value in FACTS.items():
            setattr(settings, name, value)
        settings.secure_contact_page = secure_contact_page
        settings.full_clean()
        settings.save()
        return settings

    return once("controller", ControllerSettings, make)
