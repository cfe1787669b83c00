/* The side panel "Privacy": its counter follows each autosave, its buttons lead to the sections. */
class FindingsController extends window.StimulusModule.Controller {
  static values = { count: Number };

  connect() {
    const panel = this.element.closest("[data-side-panel]")?.dataset.sidePanel;
    const counter = document.querySelector(
      `[data-side-panel-toggle="${panel}"] [data-side-panel-toggle-counter]`,
    );
    if (counter) {
      counter.textContent = this.countValue.toLocaleString(document.documentElement.lang);
      counter.hidden = this.countValue === 0;
    }
  }

  showSections() {
    const field = document.querySelector('[data-contentpath="body"]');
    const tab = field?.closest('[role="tabpanel"][hidden]');
    if (tab) {
      document.querySelector(`[role="tab"][aria-controls="${tab.id}"], [role="tab"][href="#${tab.id}"]`)?.click();
    }
    field?.scrollIntoView({ block: "end" });
    [...(field?.querySelectorAll(".c-sf-add-button") ?? [])].at(-1)?.focus();
  }
}

window.wagtail.app.register("wp-findings", FindingsController);
