// Buttons: what an action looks like. What it does is the open chat's business (`act`).
// https://developers.line.biz/en/reference/messaging-api/#action-objects

import { button, el } from "./elements.js";
import { link, safeAddress } from "./links.js";
import { t } from "./preferences.js";

/** Build the button of an action: a link in a new tab for a uri, else a button that calls `act`. */
export function actionButton(action, act) {
  const label = action.label || action.text || action.displayText || action.uri || action.type;
  if (action.type !== "uri") return button({}, () => act(action), label);
  const address = safeAddress(action.uri);
  if (address !== null) return link(address, label);
  return el("button", { type: "button", disabled: true, title: t("problem.link") }, label);
}

/** Make anything drawn pressable, by hand and by keyboard, when it has an action. */
export function pressable(drawn, action, act) {
  if (!action) return drawn;
  drawn.classList.add("pressable");
  drawn.setAttribute("role", action.type === "uri" ? "link" : "button");
  drawn.setAttribute("tabindex", "0");
  if (action.label) drawn.setAttribute("aria-label", action.label);
  drawn.addEventListener("click", (event) => {
    if (event.target.closest("a, button, .pressable") === drawn) perform(action, act);
  });
  drawn.addEventListener("keydown", (event) => {
    if (event.target !== drawn || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    perform(action, act);
  });
  return drawn;
}

function perform(action, act) {
  if (action.type !== "uri") return act(action);
  const address = safeAddress(action.uri);
  return address === null ? null : window.open(address, "_blank", "noopener,noreferrer");
}
