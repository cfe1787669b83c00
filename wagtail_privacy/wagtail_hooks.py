from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.contrib.settings.registry import SettingMenuItem
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.snippets.models import register_snippet

from wagtail_privacy import viewsets
from wagtail_privacy.models import ControllerSettings
from wagtail_privacy.registry import MENU

settings_registry.register(ControllerSettings, icon="home")
register_snippet(viewsets.PurposeViewSet)
register_snippet(viewsets.DataCategoryViewSet)
register_snippet(viewsets.RecipientViewSet)

hooks.register("before_delete_snippet", viewsets.refuse_to_delete_what_is_used)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', versioned_static("wagtail_privacy/admin.css")
    )


privacy_menu = Menu(register_hook_name=MENU)


@hooks.register("register_admin_menu_item")
def register_privacy_menu() -> MenuItem:
    return SubmenuMenuItem(
        pgettext_lazy("data protection", "Privacy"),
        privacy_menu,
        name="privacy",
        icon_name="lock",
        order=750,
    )


@hooks.register("construct_settings_menu")
def move_controller_out_of_settings(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    # Registering a setting puts it under Settings; it stands under Privacy instead.
    menu_items[:] = [
        item for item in menu_items if getattr(item, "model", None) is not ControllerSettings
    ]


@hooks.register(MENU)
def register_controller_menu_item() -> MenuItem:
    return SettingMenuItem(ControllerSettings, icon="home", name="privacy-controller", order=490)
