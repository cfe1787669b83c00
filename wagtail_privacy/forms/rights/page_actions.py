"""The ways to delete and to move pages that ask no hook of Wagtail: its interfaces for programs.

The one in the admin is open to everybody who edits pages there. The hooks before a deletion and
before a move belong to Wagtail's views, and are not asked.
"""

from typing import Any

import swapper
from wagtail.actions import ActionRegistry, DeletePageAction, MovePageAction
from wagtail.admin.api.actions.delete import DeletePageAPIAction
from wagtail.admin.api.actions.move import MovePageAPIAction
from wagtail.api.v2.router import WagtailAPIRouter

from wagtail_privacy.forms.rights import page_deletion, page_moves

swapper.set_app_prefix("wagtailcore", "wagtail")


class DeletePageIfAllowedAction(DeletePageAction):
    """Deletes a page, and the submissions that hang on it only for who may delete them."""

    def check(self, skip_permission_checks: bool = False) -> None:
        super().check(skip_permission_checks)
        if self.user and not skip_permission_checks:
            words = page_deletion.refusal(self.user, [self.page])
            if words:
                raise self.permission_error_class(words)

    def _delete_page(self, page: Any, *args: Any, **kwargs: Any) -> Any:
        page_deletion.log_deletion([page], self.user)
        return super()._delete_page(page, *args, **kwargs)


class MovePageIfAllowedAction(MovePageAction):
    """Moves a page to another site only for who may give out the submissions that hang on it."""

    def check(self, parent_after: Any, skip_permission_checks: bool = False) -> None:
        super().check(parent_after, skip_permission_checks)
        if self.user and not skip_permission_checks:
            words = page_moves.refusal(self.user, [self.page], parent_after)
            if words:
                raise self.permission_error_class(words)


class DeletePageIfAllowed(DeletePageAPIAction):
    """Deletes by the interface in the admin."""

    def _action_from_data(self, instance: Any, data: Any) -> DeletePageAction:
        return DeletePageIfAllowedAction(instance, user=self.request.user)


class MovePageIfAllowed(MovePageAPIAction):
    """Moves by the interface in the admin."""

    def _action_from_data(self, instance: Any, data: Any) -> MovePageAction:
        action = super()._action_from_data(instance, data)
        return MovePageIfAllowedAction(action.page, action.target, action.pos, action.user)


def guard_admin_interface(router: WagtailAPIRouter) -> None:
    """Let the interface in the admin ask us, whoever has put it there."""
    page_model = swapper.load_model("wagtailcore", "Page")
    if found := router.get_model_endpoint(page_model):
        name, endpoint = found
        ours = {"delete": DeletePageIfAllowed, "move": MovePageIfAllowed}
        values = {"actions": {**endpoint.actions, **ours}, "__module__": endpoint.__module__}
        router.register_endpoint(name, type(endpoint.__name__, (endpoint,), values))


def guard_actions(registry: ActionRegistry) -> None:
    """Let version 3 of the interface ask us, where a site has opened it."""
    page_model = swapper.load_model("wagtailcore", "Page")
    registry.register(page_model, DeletePageIfAllowedAction)
    registry.register(page_model, MovePageIfAllowedAction)
