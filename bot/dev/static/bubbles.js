// One bubble of a chat, with who said it, when, and its menu; and the lines between bubbles.

import { avatar, button, el, icon } from "./elements.js";
import { isMedia } from "./media.js";
import { drawMessage, drawNotification, inWords, isCard } from "./messages.js";
import { formatTime, t } from "./preferences.js";

/** Draw a bubble. `chat` says whose it is (mine, name) and takes what is pressed (act, openMenu). */
export function drawItem(item, chat) {
  if (item.unsent) return note(t("message.unsent"));
  const mine = chat.isMine(item);
  const bare = isCard(item.message) || isMedia(item.message) ? " bare" : "";
  const under = underName(item);
  const data = { sender: item.sender, under };
  const row = el("div", { class: `row ${mine ? "mine" : "theirs"}${bare}`, data });
  const shownName = under || chat.nameOf(item.sender);
  if (!mine) row.append(avatar(under || item.sender, shownName, item.sender === "bot" && !under ? "bot" : "direct"));
  const name = mine ? null : el("p", { class: "name", dir: "auto" }, shownName);
  const bubble = el("div", { class: "bubble" }, quote(item, chat), drawMessage(item.message, chat.act));
  row.append(el("div", { class: "said" }, name, el("div", { class: "beside" }, bubble, meta(item, chat, row))));
  row.addEventListener("contextmenu", (event) => longPress(event, () => chat.openMenu(item, row)));
  return row;
}

/** Return the name that the account gave itself for this message, "" where it used its own. */
export function underName(item) {
  return item.message?.sender?.name ?? "";
}

/** Show a card as the notification it came with, or as a card again. */
export function switchNotification(item, row, act) {
  const asCard = row.classList.toggle("notified");
  row.querySelector(".bubble").lastElementChild.replaceWith(
    asCard ? drawNotification(item.message) : drawMessage(item.message, act),
  );
}

/** Draw a line of ours in the chat; `kind` may be "problem". */
export const note = (text, kind = "") => el("p", { class: `note ${kind}` }, text);

/** Draw the line that begins a day. */
export function dayLine(seconds) {
  const day = formatTime(seconds, { year: "numeric", month: "long", day: "numeric", weekday: "short" });
  return el("p", { class: "note day" }, day);
}

/** Draw the dots that say the bot is at work. */
export function dots() {
  const label = { role: "img", "aria-label": t("chat.loading") };
  const drawn = el("div", { class: "bubble dots", ...label }, el("i"), el("i"), el("i"));
  return el("div", { class: "row theirs" }, avatar("", "", "bot"), el("div", { class: "said" }, drawn));
}

/** Draw the quick replies of a message; `press` is called with the action. */
export function quickReplies(message, press) {
  const items = message.quickReply?.items ?? [];
  if (items.length === 0) return null;
  const buttons = items.map(({ action }) =>
    button({ class: "quick" }, () => press(action), action.label ?? action.text ?? action.type),
  );
  return el("div", { class: "quick-replies", role: "group", "aria-label": t("quick.title") }, buttons);
}

function quote(item, chat) {
  const { quotedMessageId, quoteToken } = item.message;
  const quoted = chat.findQuoted(quotedMessageId, item.sender === "bot" ? quoteToken : undefined);
  if (!quoted) return null;
  const words = quoted.unsent ? t("message.unsent") : inWords(quoted.message);
  return el("p", { class: "quoted", dir: "auto" }, words);
}

function meta(item, chat, row) {
  const label = { "aria-label": t("message.menu"), title: t("message.menu") };
  const menu = button({ class: "round menu", ...label }, () => chat.openMenu(item, row), icon("more"));
  const time = el("time", {}, formatTime(item.at, { hour: "2-digit", minute: "2-digit" }));
  return el("div", { class: "meta" }, menu, el("span", { class: "read" }), time);
}

function longPress(event, open) {
  // A mouse has the button beside the bubble, and keeps the browser's own menu.
  if (event.pointerType !== "touch" || event.target.closest("a")) return;
  event.preventDefault();
  open();
}
