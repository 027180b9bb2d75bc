// The list of chats: who there is, what was said last, what has not been read here.

import { avatar, byId, el } from "./elements.js";
import { inWords } from "./messages.js";
import { formatTime, t } from "./preferences.js";

const list = byId("chat-list");
const seen = new Map();
let drawn = "";

/** Draw the chats, `openId` being the one on the right. Nothing moves when nothing changed. */
export function drawChats(chats, openId) {
  for (const chat of chats) remember(chat, openId);
  const now = JSON.stringify([chats, openId, [...seen], document.documentElement.lang]);
  if (now === drawn) return;
  drawn = now;
  const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const entries = newestFirst(chats).map((chat) => el("li", {}, entry(chat, openId)));
  list.replaceChildren(...(entries.length ? entries : [el("li", { class: "hint" }, t("chats.empty"))]));
  if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

function newestFirst(chats) {
  const at = (chat) => chat.last?.at ?? 0;
  return [...chats].sort((one, other) => at(other) - at(one));
}

function remember(chat, openId) {
  const last = chat.last?.number ?? 0;
  if (chat.id === openId || !seen.has(chat.id)) seen.set(chat.id, last);
}

function entry(chat, openId) {
  const unread = (chat.last?.number ?? 0) - seen.get(chat.id);
  const current = chat.id === openId ? "page" : null;
  const last = chat.last;
  return el(
    "a",
    { class: "chat", href: `#${chat.id}`, "aria-current": current },
    avatar(chat.id, chat.name, chat.kind),
    el("span", { class: "chat-name", dir: "auto" }, chat.name),
    el("time", { class: "chat-time" }, last ? formatTime(last.at, { hour: "2-digit", minute: "2-digit" }) : ""),
    el("span", { class: "chat-last", dir: "auto" }, lastWords(last)),
    unread > 0 ? badge(unread) : null,
  );
}

function badge(count) {
  return el("span", { class: "unread", role: "img", "aria-label": t("chats.unread", { count }) }, String(count));
}

function lastWords(last) {
  if (last === null) return t("chats.quiet");
  return last.unsent ? t("message.unsent") : inWords(last.message);
}
