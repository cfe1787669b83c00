"""What a site tells programs about itself at well-known addresses."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

#: Since when the declaration has its present meaning; only a change of the meaning changes it.
GPC_DECLARED = "2026-11-22"


@require_safe
def gpc(request: HttpRequest) -> JsonResponse:
    """Declare that the site heeds the Global Privacy Control, as its specification words it."""
    answer = JsonResponse({"gpc": True, "lastUpdate": GPC_DECLARED})
    answer["Cache-Control"] = "public, max-age=86400"
    return answer
