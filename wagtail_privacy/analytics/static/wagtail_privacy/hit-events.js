// Counts what is done on a page: marked elements, files, links to other sites, forms.
(() => {
  const send = window.privacySend; // absent for who asks not to be counted
  if (!send) return;
  const { sent } = document.currentScript.dataset; // after a form
  if (sent) send("sent", sent);
  if (send.hasEvents) return;
  send.hasEvents = true;
  let begun;

  const onClick = ({ target, button }) => {
    if (button > 1 || !target.closest) return;
    const marked = target.closest("[data-privacy-event]");
    if (marked) send("event", marked.dataset.privacyEvent);
    const link = target.closest("a[href]");
    if (!link?.host) return; // mail, telephone
    const file = link.pathname.split("/").pop();
    if (link.host != location.host) send("outbound", link.host);
    else if (link.hasAttribute("download") || /\.(?!html?$|php$)\w+$/.test(file))
      send("download", file || "download");
  };

  const onInput = ({ target }) => {
    const form = target.form;
    if (form?.method != "post" || form == begun) return;
    begun = form;
    send("start");
  };

  addEventListener("click", onClick, true);
  addEventListener("auxclick", onClick, true);
  addEventListener("input", onInput, true);
})();
