// What has no words: a labelled box in its place. Nothing is loaded from elsewhere.

import { el } from "./elements.js";
import { t } from "./preferences.js";

const MARKS = { sticker: "☺", image: "▧", video: "▶", audio: "♪", file: "▤", location: "◎" };

/** Return the mark and the name of a kind of media. */
export const mediaName = (kind) => `${MARKS[kind]} ${t(`media.${kind}`)}`;

/** Tell whether a message is media. */
export const isMedia = (message) => Object.hasOwn(MARKS, message.type);

/** Draw the place of a picture or film that stands at an address. */
export function placeholder(kind, address = "") {
  const drawn = el("div", { class: "placeholder", role: "img", "aria-label": t(`media.${kind}`) });
  drawn.append(el("span", { class: "mark" }, mediaName(kind)));
  if (address) drawn.append(el("span", { class: "where" }, hostOf(address)));
  return drawn;
}

/** Draw a media message: the bot's (as in the API) or a person's (as in the webhook). */
export function drawMedia(message) {
  const drawn = placeholder(message.type, message.originalContentUrl);
  drawn.classList.add(message.type);
  for (const line of details(message)) drawn.append(el("span", { class: "where", dir: "auto" }, line));
  return drawn;
}

function details(message) {
  if (message.type === "location") return [message.title, message.address].filter(Boolean);
  if (message.type === "file") return [message.fileName].filter(Boolean);
  if (message.type === "sticker") return [`${message.packageId} / ${message.stickerId}`];
  return [];
}

function hostOf(address) {
  try {
    return new URL(address).host;
  } catch {
    return "";
  }
}
