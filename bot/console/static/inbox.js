// The inbox: search while somebody types, pick several tickets, and let the list stand still meanwhile.
(() => {
  "use strict";
  const WAIT_MS = 300;
  const list = () => document.getElementById("list");
  const picks = () => [...document.querySelectorAll("#list input[name=ticket]")];

  // A kana that is still being composed is no word yet, so nothing is asked before it is.
  let timer = 0;
  const typed = (event) => {
    if (event.target.id !== "q" || event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(() => htmx.trigger("#search", "typed"), WAIT_MS);
  };
  document.addEventListener("input", typed);
  document.addEventListener("compositionend", (event) => typed({ target: event.target, isComposing: false }));
  document.addEventListener("submit", (event) => event.target.id === "search" && clearTimeout(timer), true);

  const count = () => {
    const picked = picks().filter((box) => box.checked).length;
    const told = document.querySelector("[data-picked]");
    if (told) told.textContent = picked;
    const all = document.querySelector("[data-pick-all]");
    if (all) {
      all.checked = picked > 0 && picked === picks().length;
      all.indeterminate = picked > 0 && !all.checked;
    }
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-all]")) for (const box of picks()) box.checked = event.target.checked;
    if (event.target.matches("[data-pick-all], #list input[name=ticket]")) count();
  });
  document.addEventListener("htmx:afterSwap", count);
  // Space ticks; Enter would press the form's button, and tickets would change hands unasked.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-picking] input[type=checkbox]")) event.preventDefault();
  });

  // The list is not taken away from under somebody's hands.
  const busy = () =>
    document.hidden ||
    document.querySelector("dialog[open], .menu[open]") !== null ||
    picks().some((box) => box.checked) ||
    list()?.querySelector("select:focus") !== null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt === list() && busy()) event.preventDefault();
  });
})();
