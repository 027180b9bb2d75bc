// Flex's words and sizes as CSS. What LINE would not take is left out.
// https://developers.line.biz/en/docs/messaging-api/flex-message-elements/

const SPACES = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const LINES = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const TEXT = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const IMAGES = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220 };
const BUBBLES = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386 };
const COLOR = /^#(?:[0-9a-f]{6}|[0-9a-f]{8})$/i;
const LENGTH = /^-?\d{1,4}(?:\.\d{1,2})?(?:px|%)$/;
const ANGLE = /^\d{1,3}(?:\.\d{1,2})?deg$/;
const RATIO = /^(\d{1,6}(?:\.\d+)?):(\d{1,6}(?:\.\d+)?)$/;

const SIDES = { paddingAll: "padding", paddingTop: "padding-top", paddingBottom: "padding-bottom" };
const OFFSETS = {
  offsetTop: "top",
  offsetBottom: "bottom",
  offsetStart: "inset-inline-start",
  offsetEnd: "inset-inline-end",
};
const PLACES = named("flex-start", "center", "flex-end");
const SPREADS = { ...PLACES, ...named("space-between", "space-around", "space-evenly") };

const measure = (words) => (value) => {
  if (Object.hasOwn(words, value ?? "")) return `${words[value]}px`;
  return typeof value === "string" && LENGTH.test(value) ? value : null;
};

export const space = measure(SPACES);
export const lineWidth = measure(LINES);
export const textSize = measure(TEXT);
export const imageSize = measure(IMAGES);
export const length = measure({});

/** Return the width of a bubble in pixels. */
export const bubbleWidth = (size) => BUBBLES[size] ?? BUBBLES.mega;

/** Return a color LINE would take, else null. */
export const color = (value) => (COLOR.test(value ?? "") ? value : null);

/** Return a color for text on a named background where the text names none: LINE leaves that to chance. */
export function inkOn(background) {
  if (background === null || Number.parseInt(background.slice(7) || "ff", 16) < 128) return null;
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(background.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? "#1a211e" : "#ffffff";
}

/** Return "1:2" as CSS wants it; LINE's own ratio is 1:1. */
export function ratio(value) {
  const parts = RATIO.exec(value ?? "1:1") ?? RATIO.exec("1:1");
  return `${parts[1]} / ${parts[2]}`;
}

/** Set CSS properties, leaving out those without a value. */
export function dress(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value !== null && value !== undefined) element.style.setProperty(name, value);
  }
  return element;
}

/** Return the CSS of a box: colours, border, corners, padding, size and how its contents are spread. */
export function boxStyle(box) {
  const style = {
    "background-color": color(box.backgroundColor),
    "background-image": gradient(box.background),
    color: inkOn(color(box.backgroundColor) ?? color(box.background?.startColor)),
    "border-color": color(box.borderColor),
    "border-width": lineWidth(box.borderWidth),
    "border-radius": space(box.cornerRadius),
    width: length(box.width),
    height: length(box.height),
    "max-width": length(box.maxWidth),
    "max-height": length(box.maxHeight),
    "justify-content": SPREADS[box.justifyContent],
    "align-items": PLACES[box.alignItems],
    "padding-inline-start": space(box.paddingStart),
    "padding-inline-end": space(box.paddingEnd),
  };
  for (const [name, property] of Object.entries(SIDES)) style[property] = space(box[name]);
  return style;
}

/** Return the CSS of a component's place beside its neighbours. `gap` is what separates it from the one before. */
export function placeStyle(part, sideways, gap) {
  const flex = part.flex ?? (sideways && part.type !== "icon" && part.type !== "separator" ? 1 : 0);
  const style = {
    flex: flex > 0 ? `${flex} ${flex} ${sideways ? "0" : "auto"}` : "none",
    [sideways ? "margin-inline-start" : "margin-top"]: gap,
  };
  if (sideways && (part.width || part.maxWidth)) style.flex = "none";
  if (part.position === "absolute") style.position = "absolute";
  for (const [name, property] of Object.entries(OFFSETS)) style[property] = space(part[name]);
  if (style.position === undefined && Object.keys(OFFSETS).some((name) => part[name])) style.position = "relative";
  return style;
}

function named(...words) {
  return Object.fromEntries(words.map((word) => [word, word]));
}

function gradient(background) {
  const [start, center, end] = [background?.startColor, background?.centerColor, background?.endColor].map(color);
  if (background?.type !== "linearGradient" || !start || !end || !ANGLE.test(background.angle ?? "")) return null;
  const middle = center ? `, ${center} ${length(background.centerPosition) ?? "50%"}` : "";
  return `linear-gradient(${background.angle}, ${start}${middle}, ${end})`;
}
