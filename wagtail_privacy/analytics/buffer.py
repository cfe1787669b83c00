"""Sums of hits per process, written to the database together: per interval, or at once with 0.

A batch keeps its random number and its contents until the database has confirmed it, so that a
connection lost at commit neither loses nor doubles it. A fork starts with an empty buffer and its
own thread; what the parent held stays the parent's.
"""

import atexit
import logging
import os
import threading
import uuid
from collections.abc import Iterable

from django.db import connections, router

from wagtail_privacy import conf
from wagtail_privacy.analytics.sums import Batch, Key, Sums

logger = logging.getLogger("wagtail_privacy.analytics")

#: Seconds that an orderly stop waits for a write that is under way.
STOP_PATIENCE = 10


class Buffer:
    """Collects sums and writes them from a thread of its own."""

    def __init__(self) -> None:
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._lock = threading.Lock()
        self._flushing = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._sums: dict[Key, Sums] = {}
        self._pending: Batch | None = None
        self._written: uuid.UUID | None = None

    def add(self, key: Key, sums: Sums, capacity: int) -> bool:
        """Add to a page's sums; False if the buffer is full and holds none for it yet."""
        with self._lock:
            held = self._sums.get(key)
            if held is None:
                waiting = len(self._pending.sums) if self._pending is not None else 0
                if len(self._sums) + waiting >= capacity:
                    return False
                self._sums[key] = sums
            else:
                self._sums[key] = Sums(*map(int.__add__, held, sums))
        return True

    def __len__(self) -> int:
        waiting = len(self._pending.sums) if self._pending is not None else 0
        return len(self._sums) + waiting

    def flush(self) -> bool:
        """Write what has been collected; False if the database did not take it (yet)."""
        with self._flushing:
            # First a batch that waits since an earlier failure, then what came since, and what
            # comes meanwhile.
            while self._take() is not None:
                if not self._write():
                    return False
            return True

    def _take(self) -> Batch | None:
        with self._lock:
            if self._pending is None and self._sums:
                self._pending = Batch(uuid.uuid4(), self._sums)
                self._sums = {}
            return self._pending

    def _write(self) -> bool:
        from wagtail_privacy.analytics.writing import write  # needs the app registry

        batch = self._pending
        if batch is None:
            return True
        try:
            write(batch, forget=self._written)
        except Exception as error:
            # No traceback: its frames hold nothing about visitors, but whoever collects errors
            # with their variables should not get into the habit here.
            logger.error("Counts wait for the database: %s", type(error).__name__)
            return False
        with self._lock:
            self._pending = None
            self._written = batch.id
        return True

    def run(self) -> None:
        """Start the thread of this process, unless it runs."""
        if self._thread is not None and self._thread.is_alive():
            return
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._stop.clear()
                self._thread = threading.Thread(
                    target=self._flush_for_ever, name="wagtail_privacy_counts", daemon=True
                )
                self._thread.start()

    def _flush_for_ever(self) -> None:
        is_connected = False
        while not self._stop.wait(conf.analytics().FLUSH_SECONDS or 1):
            if self._sums or self._pending is not None:
                # A connection that failed is not used again; an idle process holds none.
                is_connected = self.flush()
            elif not is_connected:
                continue
            else:
                is_connected = False
            if not is_connected:
                _close_connection()
        _close_connection()

    def stop(self) -> None:
        """End the thread, if there is one, and write the rest; without a database it is lost."""
        thread = self._thread
        self._stop.set()
        if thread is not None and thread is not threading.current_thread():
            thread.join(STOP_PATIENCE)
            self._thread = None
        if self:
            self.flush()


def _close_connection() -> None:
    from wagtail_privacy.analytics.models import PageCount  # needs the app registry

    connections[router.db_for_write(PageCount)].close()


buffer = Buffer()
atexit.register(buffer.stop)
os.register_at_fork(after_in_child=buffer._begin_anew)


def add_all(
    site_id: int, additions: Iterable[tuple[int, int, Sums]], config: conf.AnalyticsSettings
) -> bool:
    """Add to the sums of this process and see to it that they are written; False if it is full."""
    taken = [
        buffer.add((site_id, day, page_id), sums, config.BUFFER_SIZE)
        for page_id, day, sums in additions
    ]
    if config.FLUSH_SECONDS > 0:
        buffer.run()
    else:
        buffer.flush()
    return all(taken)
