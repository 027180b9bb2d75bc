// What a bubble contains, by the message's type, and the one line it is in lists and notifications.
// https://developers.line.biz/en/reference/messaging-api/#message-objects

import { el } from "./elements.js";
import { drawFlex } from "./flex.js";
import { drawTemplate } from "./line-templates.js";
import { linked } from "./links.js";
import { drawMedia, isMedia, mediaName } from "./media.js";
import { t } from "./preferences.js";

const CARDS = {
  flex: (message, act) => drawFlex(message.contents, act),
  template: (message, act) => drawTemplate(message.template, act),
};

/** Tell whether a message is a card that has an alternative text. */
export const isCard = (message) => Object.hasOwn(CARDS, message.type);

/** Return a message in one line of words: what a notification shows. */
export function inWords(message) {
  if (message.type === "text") return message.text ?? "";
  if (message.type === "textV2") return substituted(message);
  if (isMedia(message)) return mediaName(message.type);
  return message.altText || t("message.empty");
}

/** Draw a message; `act` is called with the action of what is pressed in it. */
export function drawMessage(message, act) {
  if (isMedia(message)) return drawMedia(message);
  if (isCard(message)) return drawCard(message, act);
  const words = isText(message) ? inWords(message) : message.altText || String(message.type);
  return el("p", { class: "text", dir: "auto" }, mentionsMarked(message, words));
}

/** Draw what a notification of a card shows instead of the card. */
export const drawNotification = (message) => el("p", { class: "text", dir: "auto" }, linked(inWords(message)));

const isText = (message) => message.type === "text" || message.type === "textV2";

function drawCard(message, act) {
  const properties = { class: "card", role: "group", "aria-label": message.altText };
  try {
    return el("div", properties, CARDS[message.type](message, act));
  } catch {
    // A card this page cannot draw is still answered for by its words, as on an old phone.
    return drawNotification(message);
  }
}

function mentionsMarked(message, words) {
  const mentions = message.mention?.mentionees ?? [];
  const parts = [];
  let done = 0;
  for (const { index, length } of [...mentions].sort((one, other) => one.index - other.index)) {
    const end = index + length;
    parts.push(...linked(words.slice(done, index)), el("span", { class: "mention" }, words.slice(index, end)));
    done = end;
  }
  return [...parts, ...linked(words.slice(done))];
}

function substituted(message) {
  const written = message.text ?? "";
  return written.replace(/\{(\w+)\}/g, (whole, name) => {
    const kind = message.substitution?.[name]?.type;
    return { mention: "@…", emoji: "☺" }[kind] ?? whole;
  });
}
