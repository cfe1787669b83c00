from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def no_content(request: HttpRequest) -> HttpResponse:
    """The least that Django can answer to a POST."""
    return HttpResponse(status=204)
