"""A cache before the site that remembers what it was told to forget."""

from typing import ClassVar

from wagtail.contrib.frontend_cache.backends.base import BaseBackend


class RememberingCache(BaseBackend):
    forgotten: ClassVar[list[str]] = []

    def purge(self, url: str) -> None:
        self.forgotten.append(url)
