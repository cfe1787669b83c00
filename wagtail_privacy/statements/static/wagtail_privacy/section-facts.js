/* In the editor, a section shows what the site says in it; it asks when it is opened. */
class SectionFactsController extends window.StimulusModule.Controller {
  static values = { url: String, unsaved: String };

  connect() {
    this.place = document.createElement("div");
    this.element.prepend(this.place);
    this.observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.show();
    });
    this.observer.observe(this.element);
  }

  disconnect() {
    this.observer.disconnect();
    this.place.remove();
  }

  async show() {
    // A new draft gets its number, and with it another address, when it is saved for the first time.
    const page = window.location.pathname.match(/\/pages\/(\d+)\/edit\//)?.[1];
    if (!page) {
      this.place.textContent = this.unsavedValue;
      return;
    }
    this.observer.disconnect();
    const response = await fetch(`${this.urlValue}?page=${page}`);
    if (!response.ok) return;
    const answer = new DOMParser().parseFromString(await response.text(), "text/html");
    const output = answer.querySelector(".wp-section-facts__output");
    const content = document.importNode(output.querySelector("template").content, true);
    this.place.replaceChildren(document.importNode(answer.querySelector(".wp-section-facts"), true));
    // Its styles are those of the public page and must not reach the admin, nor the admin's them.
    this.place.querySelector(".wp-section-facts__output").attachShadow({ mode: "open" }).append(content);
  }
}

window.wagtail.app.register("wp-section-facts", SectionFactsController);
