// LINE's ready-made templates: buttons, confirm, carousel, image carousel.
// https://developers.line.biz/en/reference/messaging-api/#template-messages

import { actionButton, pressable } from "./actions.js";
import { el } from "./elements.js";
import { placeholder } from "./media.js";
import { t } from "./preferences.js";

/** Draw a template; `act` is called with the action of what is pressed. */
export function drawTemplate(template, act) {
  const columns = template.columns?.map((column) => el("li", {}, card(column, act)));
  if (!columns) return card(template, act);
  return el("ul", { class: "flex-carousel", tabindex: "0", "aria-label": t("card.carousel") }, columns);
}

function card(content, act) {
  const drawn = el("div", { class: `template ${content.type ?? "column"}` });
  const address = content.thumbnailImageUrl ?? content.imageUrl;
  if (address) drawn.append(pressable(placeholder("image", address), content.defaultAction, act));
  const words = el("div", { class: "template-words" });
  if (content.title) words.append(el("p", { class: "template-title", dir: "auto" }, content.title));
  if (content.text) words.append(el("p", { dir: "auto" }, content.text));
  if (words.childElementCount) drawn.append(pressable(words, address ? null : content.defaultAction, act));
  const actions = content.actions ?? (content.action ? [content.action] : []);
  drawn.append(el("div", { class: "template-actions" }, actions.map((action) => actionButton(action, act))));
  return drawn;
}
