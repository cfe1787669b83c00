"""Sums of hits per process, written to the database together: per interval, or at once with 0.

A batch keeps its random number and its contents until the database has confirmed it, so that a
connection lost at commit neither loses nor doubles it. A fork starts with an empty buffer and its
own thread; what the parent held stays the parent's.
"""

import atexit
import logging
import os
import threading
import time
import uuid
from collections import defaultdict

from django.db import connections, router

from wagtail_privacy import clock, conf
from wagtail_privacy.analytics.counts import drops
from wagtail_privacy.analytics.counts.days import day_of
from wagtail_privacy.analytics.counts.dimensions import CLOSED, OTHER, Dimension, Seen
from wagtail_privacy.analytics.counts.sums import Added, Batch, Key, SeenKey, Sums

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
        self._seen: dict[SeenKey, int] = {}
        # How many open values wait of each site, day and dimension.
        self._values: defaultdict[tuple[int, int, str], int] = defaultdict(int)
        self._pending: Batch | None = None
        self._written: uuid.UUID | None = None
        # Whether anything was written that may be enough to be shown, and when we looked last.
        self._is_unreleased = False
        self._released_at: float | None = None

    def add(self, site_id: int, added: Added, config: conf.AnalyticsSettings) -> bool:
        """Add what a hit adds; False if the buffer is full and something had no place."""
        is_taken = True
        with self._lock:
            sums = self._sums
            for page_id, day, more in added.pages:
                key = (site_id, day, page_id)
                held = sums.get(key)
                if held is not None:
                    sums[key] = Sums(*map(int.__add__, held, more))
                elif len(self) < config.BUFFER_SIZE:
                    sums[key] = more
                else:
                    is_taken = False
            for seen in added.seen:
                is_taken = self._add_seen(site_id, added.day, seen, config) and is_taken
        return is_taken

    def _add_seen(self, site_id: int, day: int, seen: Seen, config: conf.AnalyticsSettings) -> bool:
        dimension, page_id, value = seen
        key = (site_id, day, dimension.value, page_id, value)
        if key not in self._seen and dimension not in CLOSED:
            group = key[:3]
            if self._values[group] < config.MAX_VALUES:
                self._values[group] += 1
            else:
                key = (*group, page_id, OTHER)
        if key not in self._seen and len(self) >= config.BUFFER_SIZE:
            return False
        self._seen[key] = self._seen.get(key, 0) + 1
        return True

    def __len__(self) -> int:
        waiting = self._pending.size if self._pending is not None else 0
        return len(self._sums) + len(self._seen) + waiting

    @property
    def _is_waiting(self) -> bool:
        return bool(self._sums or self._seen or self._pending is not None) or drops.are_waiting()

    def flush(self) -> bool:
        """Write what has been collected; False if the database did not take it (yet)."""
        with self._flushing:
            # First a batch that waits since an earlier failure, then what came since, and what
            # comes meanwhile.
            while self._take() is not None:
                if not self._write() or (self._is_due and not self._release()):
                    return False
            return not self._is_due or self._release()

    @property
    def _is_due(self) -> bool:
        """Whether it is time to look what has become enough to be shown."""
        pause = conf.analytics().RELEASE_SECONDS
        last = self._released_at
        return self._is_unreleased and (last is None or time.monotonic() - last >= pause)

    def _release(self) -> bool:
        # This needs the app registry.
        from wagtail_privacy.analytics.keeping.releasing import release

        self._released_at = time.monotonic()
        try:
            release(clock.today())
        except Exception as error:
            logger.error("Counts wait to be shown: %s", type(error).__name__)
            return False
        self._is_unreleased = False
        return True

    def _take(self) -> Batch | None:
        with self._lock:
            if self._pending is None and self._is_waiting:
                self._take_drops()
                self._pending = Batch(uuid.uuid4(), self._sums, self._seen)
                self._sums, self._seen = {}, {}
                self._values.clear()
            return self._pending

    def _take_drops(self) -> None:
        # There are so few reasons that they need no place in a full buffer.
        day = day_of(time.time())
        for reason, number in drops.take().items():
            key = (0, day, Dimension.DROPPED.value, 0, reason.value)
            self._seen[key] = self._seen.get(key, 0) + number

    def _write(self) -> bool:
        # These need the app registry.
        from wagtail_privacy.analytics.counts.files import only_published
        from wagtail_privacy.analytics.keeping.writing import write

        batch = self._pending
        if batch is None:
            return True
        try:
            # The same batch once more after a failure: what was another file stays one.
            batch = self._pending = batch._replace(seen=only_published(batch.seen))
            write(batch, forget=self._written)
        except Exception as error:
            # No traceback: its frames hold nothing about visitors, but whoever collects errors
            # with their variables should not get into the habit here.
            logger.error("Counts wait for the database: %s", type(error).__name__)
            return False
        with self._lock:
            self._pending = None
            self._written = batch.id
            self._is_unreleased = True
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
            if self._is_waiting or self._is_due:
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
        """End the thread, if there is one, and write the rest; without a database it is lost.

        What is enough by then is shown; otherwise another process does that.
        """
        thread = self._thread
        self._stop.set()
        if thread is not None and thread is not threading.current_thread():
            thread.join(STOP_PATIENCE)
            self._thread = None
        if self._is_waiting:
            self.flush()
        if self._is_unreleased:
            self._release()


def _close_connection() -> None:
    from wagtail_privacy.analytics.models import PageCount  # needs the app registry

    connections[router.db_for_write(PageCount)].close()


buffer = Buffer()
atexit.register(buffer.stop)


def _begin_anew_in_fork() -> None:
    buffer._begin_anew()
    drops.take()  # those noted so far are the parent's


os.register_at_fork(after_in_child=_begin_anew_in_fork)


def add_all(site_id: int, added: Added, config: conf.AnalyticsSettings) -> bool:
    """Add to the sums of this process and see to it that they are written; False if it is full."""
    is_taken = buffer.add(site_id, added, config)
    settle(config)
    return is_taken


def settle(config: conf.AnalyticsSettings) -> None:
    """See to it that what waits is written: by the thread, or at once where it is not wanted."""
    if config.FLUSH_SECONDS > 0:
        buffer.run()
    else:
        buffer.flush()
