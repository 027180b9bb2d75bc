// Building elements. Text only ever becomes a text node.

const SVG = "http://www.w3.org/2000/svg";

/** Return the element with an id. */
export const byId = (id) => document.getElementById(id);

/** Build an element. `properties`: data (dataset), on (listeners); anything else is an attribute. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") listen(element, value);
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function listen(element, listeners) {
  for (const [event, listener] of Object.entries(listeners)) element.addEventListener(event, listener);
}

/** Build one of the page's icons. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Build a button with a text, or with an icon and a spoken label. */
export function button(properties, press, ...children) {
  return el("button", { type: "button", ...properties, on: { click: press } }, ...children);
}

/** Build the round picture of a person, group or the bot. */
export function avatar(id, name, kind) {
  if (kind === "bot") return el("span", { class: "avatar bot", "aria-hidden": "true" }, icon("desk"));
  const picture = el("span", { class: "avatar", "aria-hidden": "true" });
  picture.style.setProperty("--hue", String(parseInt(id.slice(1, 5), 16) % 360 || 0));
  picture.append(kind === "group" ? icon("group") : [...name.trim()][0] ?? "?");
  return picture;
}
