// The one dialog of the page: a list of choices, or a small form.

import { button, byId, el } from "./elements.js";
import { t } from "./preferences.js";

const dialog = byId("dialog");

/** Let people close the dialog by its button or beside it; Escape is the browser's. */
export function startDialog() {
  byId("dialog-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

/** Offer choices: `[label, what it does]`. Choosing closes the dialog first. */
export function offer(title, choices) {
  const entries = choices.map(([label, run]) => {
    const choose = () => {
      dialog.close();
      run();
    };
    return el("li", {}, button({ class: "choice" }, choose, label));
  });
  show(title, el("ul", { class: "choices" }, entries));
}

/** Ask for something. `fields` are elements of the form; `submit` gets its FormData after the dialog closed. */
export function ask(title, fields, submitLabel, submit) {
  const send = el("button", { type: "submit", class: "strong" }, submitLabel);
  const form = el("form", { class: "fields", autocomplete: "off" }, fields, send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
    submit(new FormData(form));
  });
  show(title, form);
}

/** Tell something that only needs to be closed again. */
export function tell(title, text) {
  show(title, el("p", { class: "fields" }, text));
}

/** Build a labelled field. */
export function field(key, control) {
  return el("label", { class: "field" }, el("span", {}, t(key)), control);
}

function show(title, content) {
  byId("dialog-title").textContent = title;
  byId("dialog-body").replaceChildren(content);
  dialog.showModal();
  content.querySelector("input, select, button")?.focus();
}
