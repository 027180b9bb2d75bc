// The menu of one bubble.

import { switchNotification } from "./bubbles.js";
import { showJson } from "./developer.js";
import { offer } from "./dialog.js";
import { inWords, isCard } from "./messages.js";
import { t } from "./preferences.js";
import { copy } from "./pressing.js";

/** Offer what can be done with a bubble: reply, take back, copy, as a notification, JSON. */
export function offerForMessage(item, row, page) {
  const { chat, composer } = page;
  const look = row.classList.contains("notified") ? "message.as_card" : "message.as_notification";
  const choices = [
    !chat.condition?.blocked && ["message.quote", () => composer.quote(item)],
    chat.isMine(item) && ["message.unsend", () => chat.send("unsend", { message_id: item.message_id })],
    ["message.copy", () => copy(inWords(item.message))],
    isCard(item.message) && [look, () => switchNotification(item, row, chat.act)],
    ["message.json", () => showJson(item)],
  ];
  offer(t("message.menu"), choices.filter(Boolean).map(([key, run]) => [t(key), run]));
}
