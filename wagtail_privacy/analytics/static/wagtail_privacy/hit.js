// Counts a page, of nobody. docs/explanation/statistics.md
(() => {
  const d = document, n = navigator, { url, token } = d.currentScript.dataset;
  if (n.globalPrivacyControl || n.doNotTrack == 1) return;
  let counted, since, referrer = d.referrer && new URL(d.referrer).host;
  const send = (data) => {
    const body = JSON.stringify({ token, ...data });
    n.sendBeacon?.(url, body) ||
      fetch(url, { method: "POST", body, keepalive: true }).catch(() => 0);
  };
  const look = (event) => {
    const now = performance.now();
    if (event?.persisted) {
      counted = 0;
      referrer = location.host;
    }
    if (!d.hidden && !d.prerendering) {
      since ??= now;
      counted ||= [send({ kind: "view", referrer })];
    } else if (since != null) {
      send({ kind: "engagement", seconds: Math.round((now - since) / 1e3) });
      since = null;
    }
  };
  for (const name of ["visibilitychange", "prerenderingchange", "pageshow"])
    addEventListener(name, look, true);
  look();
})();
