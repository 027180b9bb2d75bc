// Writing: the message field, who speaks in a group, what is replied to, and things without words.

import { offer } from "./dialog.js";
import { byId, el } from "./elements.js";
import { inWords } from "./messages.js";
import { mediaName } from "./media.js";
import { t } from "./preferences.js";

const KINDS = ["sticker", "image", "video", "audio", "file", "location"];

export class Composer {
  /** `host` has the open chat (chat) and changes who speaks in it (speakAs). */
  constructor(host) {
    this.host = host;
    this.form = byId("composer");
    this.message = byId("message");
    this.quoted = null;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.message.addEventListener("keydown", (event) => this.key(event));
    byId("attach").addEventListener("click", () => this.offerMedia());
    byId("quoting-end").addEventListener("click", () => this.quote(null));
    byId("speaker-who").addEventListener("change", (event) => host.speakAs(event.target.value));
  }

  /** Show who can speak in the chat that was opened. */
  open(chat, speaker) {
    const people = chat.members.map((person) => el("option", { value: person.id }, person.name));
    byId("speaker").hidden = chat.kind !== "group";
    byId("speaker-who").replaceChildren(...people);
    byId("speaker-who").value = speaker;
    byId("mention").checked = chat.kind === "group";
    this.quote(null);
  }

  /** Reply to a bubble, or to none. */
  quote(item) {
    this.quoted = item;
    byId("quoting").hidden = item === null;
    byId("quoting-text").textContent = item === null ? "" : inWords(item.message);
    if (item !== null) this.message.focus();
  }

  /** Put words into the field, ready to be changed. */
  fill(text) {
    this.message.value = text;
    this.message.focus();
  }

  key(event) {
    // Safari ends a composition before the key that ended it arrives; its key code still tells.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.message.value;
    if (!text.trim() || !this.host.chat) return;
    const body = { text, mention: !byId("speaker").hidden && byId("mention").checked };
    if (this.quoted) body.quote = this.quoted.message_id;
    this.message.value = "";
    this.quote(null);
    this.message.focus();
    const sent = await this.host.chat.send("say", body);
    if (!sent && !this.message.value) this.message.value = text;
  }

  offerMedia() {
    const choices = KINDS.map((kind) => [mediaName(kind), () => this.host.chat?.send("media", { kind })]);
    offer(t("media.title"), choices);
  }
}
