// Counts pages, not people.
((d, n) => {
  let { url, token } = d.currentScript.dataset, counted, since;
  let referrer = d.referrer && new URL(d.referrer).host;
  if (n.globalPrivacyControl || n.doNotTrack == 1) return;
  if (self.privacyHit) return privacyHit(token);
  const send = (self.privacySend = (kind, value) => {
    const body = JSON.stringify({ token, kind, value });
    n.sendBeacon?.(url, body) ||
      fetch(url, { method: "POST", body, keepalive: true }).catch(() => 0);
    return 1;
  });
  const leave = () => {
    if (since) send("engagement", Math.round((performance.now() - since) / 1e3));
    since = 0;
  };
  const look = (event) => {
    if (event.persisted) counted = 0;
    if (d.hidden || d.prerendering) return leave();
    since ||= performance.now();
    counted ||= send("view", referrer);
    referrer = location.host;
  };
  self.privacyHit = (next) => {
    leave();
    token = next;
    counted = 0;
    look(next);
  };
  for (const name of ["visibilitychange", "prerenderingchange", "pageshow"])
    addEventListener(name, look, true);
  look(token);
})(document, navigator);
