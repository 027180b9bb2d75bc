// The developer's panel: the webhooks posted, and a message as JSON.

import { byId, el } from "./elements.js";
import { formatTime, t } from "./preferences.js";
import { get } from "./server.js";

const EVERY = 2000; // milliseconds
const panel = byId("developer");
const opener = byId("developer-open");
const list = byId("deliveries");
let newest = 0;
let timer = null;

/** Let the panel be opened and closed. */
export function startDeveloper() {
  opener.addEventListener("click", () => (panel.hidden ? openDeveloper() : close()));
  byId("developer-close").addEventListener("click", close);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}

/** Open the panel. */
export function openDeveloper() {
  panel.hidden = false;
  opener.setAttribute("aria-expanded", "true");
  byId("developer-close").focus();
  clearTimeout(timer);
  refresh();
}

/** Show a bubble as the double keeps it. */
export function showJson(item) {
  openDeveloper();
  byId("json").hidden = false;
  byId("json-hint").hidden = true;
  byId("json").textContent = JSON.stringify(item, null, 2);
}

/** Forget what was drawn in another language. */
export function redrawDeveloper() {
  newest = 0;
  list.replaceChildren();
}

function close() {
  panel.hidden = true;
  opener.setAttribute("aria-expanded", "false");
  clearTimeout(timer);
  opener.focus();
}

async function refresh() {
  const answer = await get("deliveries").catch(() => ({ deliveries: [] }));
  const fresh = answer.deliveries.filter((delivery) => delivery.number > newest);
  newest = Math.max(newest, ...fresh.map((delivery) => delivery.number));
  list.prepend(...fresh.map(entry));
  byId("deliveries-hint").hidden = list.childElementCount > 0;
  if (!panel.hidden) timer = setTimeout(refresh, EVERY);
}

function entry(delivery) {
  const time = formatTime(delivery.at, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const status = delivery.error === null ? String(delivery.status) : `${delivery.status ?? "–"} ${delivery.error}`;
  const summary = el(
    "summary",
    {},
    el("span", { class: `status ${delivery.error ? "bad" : "good"}` }, status),
    el("span", {}, delivery.kinds.join(", ")),
    el("span", { class: "took" }, `${delivery.milliseconds} ms`),
    el("time", {}, delivery.redelivery ? `${time} ${t("developer.again")}` : time),
  );
  const json = el("pre", { class: "json", tabindex: "0" }, JSON.stringify(delivery.events, null, 2));
  return el("li", {}, el("details", {}, summary, json));
}
