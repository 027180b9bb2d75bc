// Flex messages: bubbles and carousels, drawn as LINE lays them out.
// https://developers.line.biz/en/docs/messaging-api/flex-message-layout/

import { actionButton, pressable } from "./actions.js";
import { el } from "./elements.js";
import { boxStyle, bubbleWidth, color, dress, imageSize, inkOn } from "./flex-measures.js";
import { length, placeStyle, ratio, space, textSize } from "./flex-measures.js";
import { placeholder } from "./media.js";
import { t } from "./preferences.js";

const SECTIONS = ["header", "hero", "body", "footer"];
const ALIGN = { start: "start", center: "center", end: "end" };
const GRAVITY = { top: "flex-start", center: "center", bottom: "flex-end" };
const DECORATION = { underline: "underline", "line-through": "line-through" };

const DRAW = { box, text, button: actionPart, image, icon, separator, video, filler, spacer };

/** Draw a Flex container; `act` is called with the action of what is pressed. */
export function drawFlex(container, act) {
  if (container.type !== "carousel") return bubble(container, act);
  const bubbles = container.contents.map((each) => el("li", {}, bubble(each, act)));
  return el("ul", { class: "flex-carousel", tabindex: "0", "aria-label": t("card.carousel") }, bubbles);
}

function bubble(content, act) {
  const drawn = el("div", { class: "flex-bubble", dir: content.direction === "rtl" ? "rtl" : "ltr" });
  dress(drawn, { width: `${bubbleWidth(content.size)}px` });
  for (const name of SECTIONS) {
    if (content[name]) drawn.append(section(name, content[name], content.styles?.[name] ?? {}, act));
  }
  return pressable(drawn, content.action, act);
}

function section(name, content, style, act) {
  const drawn = el("div", { class: `flex-${name}` }, part(content, false, null, act));
  const paper = color(style.backgroundColor);
  dress(drawn, { "background-color": paper, color: inkOn(paper) });
  if (style.separator) drawn.classList.add("ruled");
  return dress(drawn, { "border-color": color(style.separatorColor) });
}

function part(content, sideways, gap, act) {
  const draw = DRAW[content.type];
  if (draw === undefined) return el("div", { class: "flex-unknown" }, String(content.type));
  const drawn = dress(draw(content, act, sideways), placeStyle(content, sideways, gap));
  if (GRAVITY[content.gravity]) dress(drawn, sideways ? { "align-self": GRAVITY[content.gravity] } : {});
  return content.type === "button" ? drawn : pressable(drawn, content.action, act);
}

function box(content, act) {
  const sideways = content.layout !== "vertical";
  const drawn = el("div", { class: `flex-box flex-${sideways ? content.layout : "vertical"}` });
  (content.contents ?? []).forEach((each, index) => {
    const gap = space(each.margin) ?? space(content.spacing);
    drawn.append(part(each, sideways, index > 0 ? gap : null, act));
  });
  return dress(drawn, boxStyle(content));
}

function text(content) {
  const drawn = el("p", { class: "flex-text", dir: "auto" });
  const spans = (content.contents ?? []).map((each) => dress(el("span", {}, each.text ?? ""), letterStyle(each)));
  drawn.append(...(spans.length ? spans : [content.text ?? ""]));
  if (content.wrap) drawn.classList.add("wrapped");
  if (content.wrap && content.maxLines) drawn.classList.add("limited");
  const lines = { "--lines": content.maxLines, "--leading": length(content.lineSpacing) };
  return dress(drawn, { ...lines, ...letterStyle(content), "text-align": ALIGN[content.align] });
}

function letterStyle(content) {
  return {
    color: color(content.color),
    "font-size": textSize(content.size),
    "font-weight": content.weight === "bold" ? "700" : null,
    "font-style": content.style === "italic" ? "italic" : null,
    "text-decoration": DECORATION[content.decoration],
  };
}

function actionPart(content, act) {
  const drawn = actionButton(content.action, act);
  drawn.classList.add("flex-button", content.style ?? "link", content.height === "sm" ? "low" : "high");
  const filled = content.style === "primary" || content.style === "secondary";
  return dress(drawn, { [filled ? "background-color" : "color"]: color(content.color) });
}

function image(content) {
  const drawn = placeholder("image", content.url);
  drawn.classList.add("flex-image");
  const width = content.size === "full" ? "100%" : imageSize(content.size ?? "md");
  return dress(drawn, {
    width,
    "aspect-ratio": ratio(content.aspectRatio),
    "align-self": { start: "flex-start", end: "flex-end" }[content.align] ?? "center",
    "background-color": color(content.backgroundColor),
  });
}

function icon(content) {
  const size = textSize(content.size ?? "md");
  const drawn = el("span", { class: "flex-icon", "aria-hidden": "true" });
  return dress(drawn, { height: size, "aspect-ratio": ratio(content.aspectRatio) });
}

function video(content) {
  return dress(placeholder("video", content.url), { width: "100%", "aspect-ratio": ratio(content.aspectRatio) });
}

function separator(content) {
  return dress(el("div", { class: "flex-separator" }), { "background-color": color(content.color) });
}

function filler() {
  return el("div", { class: "flex-filler" });
}

function spacer(content) {
  return dress(el("div"), { height: space(content.size ?? "md") });
}
