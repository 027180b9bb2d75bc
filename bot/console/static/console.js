// Shortcuts and small manners of the pages; every page works without it.
//
// A page says in its HTML what keys do there: data-key="r" on a link, button or field (that key presses or
// focuses it), data-go="i" on a link of the menu (g, then i), data-search on the search box ("/"),
// data-searched on a list: what was typed there for it, so that Enter searches first and then goes into the list,
// data-row on rows that j and k move over, data-open on the link in a row that o opens.
// data-count counts the characters of a field, data-guard on a form asks before unsent words are left,
// data-auto on a field sends its form when it changes, data-show="id" opens a dialog,
// data-needed-by="id" data-needed-for="a b" on a field: it is required while that select has one of these values,
// data-copy="id" copies what stands in a field, or marks it where that cannot be; data-copied and data-marked say which.
(() => {
  "use strict";
  const SWITCH = "madoguchi.keys"; // "off" where this browser's reader wants no single keys (WCAG 2.1.4)
  const GO_MS = 1500;
  const first = (selector, within = document) => within.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (element) => element.checkVisibility();

  // --- keys ---
  let goUntil = 0;

  const composing = (event) => event.isComposing || event.keyCode === 229;
  const typing = (event) =>
    composing(event) ||
    event.target.isContentEditable ||
    event.target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

  const keysOff = () => {
    try {
      return localStorage.getItem(SWITCH) === "off";
    } catch {
      return false; // no storage: keys work
    }
  };

  const rows = () => all("[data-row]").filter(seen);
  const rowAt = () => document.activeElement?.closest("[data-row]");

  const move = (by) => {
    const list = rows();
    if (!list.length) return false;
    const at = list.indexOf(rowAt());
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + by, 0), list.length - 1)];
    (first("[data-open]", next) || first("a, button, input", next) || next).focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  };

  const press = (element) => {
    if (!element) return false;
    if (element.matches("textarea, select, input:not([type=submit], [type=button], [type=checkbox])")) {
      for (let each = element.closest("details"); each; each = each.parentElement?.closest("details")) each.open = true;
      element.focus();
    } else {
      element.focus();
      element.click();
    }
    return true;
  };

  const mark = () => press(first("input[type=checkbox]", rowAt() || document.createElement("p")));

  const showKeys = () => {
    const dialog = first("#keys");
    if (!dialog || dialog.open) return false;
    for (const line of dialog.querySelectorAll("[data-only]")) line.hidden = !first(line.dataset.only);
    dialog.showModal();
    first("button", dialog).focus();
    return true;
  };

  const plain = {
    "?": showKeys,
    "/": () => press(first("[data-search]")),
    j: () => move(1),
    k: () => move(-1),
    o: () => press(first("[data-open]", rowAt() || document.createElement("p"))),
    x: mark,
  };

  // In the search box letters are letters; these keys lead out of it, and what was typed stays.
  const out = {
    Escape: (box) => {
      box.blur();
      return true;
    },
    ArrowDown: () => move(1),
    Enter: (box) => {
      const found = first("[data-searched]")?.dataset.searched === box.value.trim();
      if (found) move(1);
      return found;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("[data-search]") && !composing(event) && !event.shiftKey) {
      if (out[event.key]?.(event.target)) event.preventDefault();
      return;
    }
    if (typing(event)) return;
    if (event.key === "Escape") return closeMenus();
    if (keysOff() || first("dialog[open]")) return;
    const going = event.timeStamp < goUntil;
    goUntil = 0;
    if (going) {
      if (press(all("[data-go]").find((link) => link.dataset.go === event.key))) event.preventDefault();
      return;
    }
    if (event.key === "g") {
      goUntil = event.timeStamp + GO_MS;
      return;
    }
    const own = all("[data-key]").find((element) => element.dataset.key === event.key && !element.disabled);
    if (own ? press(own) : plain[event.key]?.()) event.preventDefault();
  });

  // --- menus and dialogs ---
  const closeMenus = (but) => {
    for (const menu of all("details.menu[open]")) {
      if (menu === but) continue;
      menu.open = false;
      if (!but && menu.contains(document.activeElement)) first("summary", menu).focus();
    }
  };

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.menu") || document.body);
    const opener = event.target.closest("[data-show]");
    if (!opener) return;
    if (opener.dataset.show === "keys") showKeys();
    else document.getElementById(opener.dataset.show)?.showModal();
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "keys-on") {
      try {
        localStorage.setItem(SWITCH, event.target.checked ? "on" : "off");
      } catch {
        // not kept: the keys stay on
      }
    }
    if (event.target.matches("[data-auto]")) event.target.form.requestSubmit();
  });

  // What was done is said where the page goes on. Once its reader goes on, too, it stands in nobody's way.
  const said = first("#messages");
  const read = () => said?.classList.add("is-read");
  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) addEventListener(kind, read, { once: true, passive: true });
  document.addEventListener("htmx:oobAfterSwap", read);

  // --- fields ---
  document.addEventListener("input", (event) => {
    const count = document.getElementById(event.target.dataset?.count ?? "");
    if (count) count.textContent = `${event.target.value.length} / ${count.dataset.most}`;
  });

  const required = (field) => {
    const chosen = document.getElementById(field.dataset.neededBy)?.value ?? "";
    field.required = field.dataset.neededFor.split(" ").includes(chosen);
    first("[data-required-mark]", field.closest(".field")).hidden = !field.required;
  };
  document.addEventListener("change", (event) => {
    for (const field of all("[data-needed-by]")) if (field.dataset.neededBy === event.target.id) required(field);
  });
  // A browser that brings a page back brings back what was chosen, too.
  addEventListener("pageshow", () => all("[data-needed-by]").forEach(required));

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    const told = first("[data-copied]", button.parentElement);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = told.dataset.copied;
    } catch {
      told.textContent = told.dataset.marked; // no right to, or no https
    }
  });

  // What somebody typed and did not send is nowhere but in this page.
  let sending = false;
  const written = (form) =>
    [...form.querySelectorAll("textarea, input[type=text]")].some((field) => field.value !== field.defaultValue);
  document.addEventListener("submit", (event) => {
    // Not by htmx, and not stopped by somebody else: the page is left on purpose.
    if (!event.defaultPrevented && !event.target.matches("[hx-post], [method=dialog]")) sending = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!sending && all("form[data-guard]").some(written)) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    sending = false;
  });

  // While characters are being composed, a search box asks for nothing; when they stand, it asks once.
  const composes = (event) => event.isComposing && event.target.matches?.("[hx-get], [hx-post]");
  for (const kind of ["input", "keyup"]) {
    document.addEventListener(kind, (event) => composes(event) && event.stopImmediatePropagation(), true);
  }
  document.addEventListener("compositionend", (event) => {
    if (event.target.matches?.("[hx-get], [hx-post]")) event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });

  const keysOn = first("#keys-on");
  if (keysOn) keysOn.checked = !keysOff();
})();
