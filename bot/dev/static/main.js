// The chat page: joins the list, the open chat, writing and the developer's panel.

import { drawChats } from "./chat-list.js";
import { Composer } from "./composer.js";
import { redrawDeveloper, startDeveloper } from "./developer.js";
import { offer, startDialog } from "./dialog.js";
import { byId } from "./elements.js";
import { offerForMessage } from "./message-menu.js";
import { addGroup, addPerson } from "./newcomers.js";
import { OpenChat } from "./open-chat.js";
import { onLanguage, startPreferences, t } from "./preferences.js";
import { get } from "./server.js";

const REFRESH = 3000; // milliseconds between two looks at the other chats
const WIDE = matchMedia("(min-width: 48rem)"); // as in page.css: list and chat side by side
const PARTS = ["chat-bar", "log", "composer"];

class Page {
  chat = null;
  chats = [];
  people = [];
  composer = new Composer(this);

  /** Keep the list of chats current for as long as the page is open. */
  async keepList() {
    await this.refresh();
    setTimeout(() => this.keepList(), REFRESH);
  }

  /** Look at all chats again. */
  async refresh() {
    try {
      Object.assign(this, await get("chats"));
    } catch {
      return this.offline(true);
    }
    this.offline(false);
    const lost = !this.chats.some((chat) => chat.id === named());
    if (lost && WIDE.matches && this.chats.length) history.replaceState(null, "", `#${this.chats[0].id}`);
    return this.openNamed();
  }

  /** Open the chat the address names, or none. */
  openNamed() {
    const chat = this.chats.find((each) => each.id === named());
    document.body.dataset.view = chat ? "chat" : "list";
    if (chat?.id !== this.chat?.chat.id) this.open(chat ?? null);
    drawChats(this.chats, chat?.id);
  }

  open(chat, speaker = chat?.members[0].id) {
    this.chat?.close();
    this.chat = chat === null ? null : new OpenChat(chat, speaker, this);
    for (const part of PARTS) byId(part).hidden = chat === null;
    byId("nothing-open").hidden = chat !== null;
    byId("blocked").hidden = true;
    if (chat === null) return;
    byId("chat-name").textContent = chat.name;
    byId("chat-about").textContent = about(chat);
    this.composer.open(chat, speaker);
    byId(WIDE.matches ? "message" : "chat-name").focus();
    this.chat.follow();
  }

  async openNew(id) {
    location.hash = id;
    await this.refresh();
  }

  speakAs(person) {
    this.open(this.chat.chat, person);
  }

  openMenu(item, row) {
    offerForMessage(item, row, this);
  }

  openChatMenu() {
    const { chat, condition } = this.chat;
    const follow = [t(condition?.blocked ? "chat.unblock" : "chat.follow"), () => this.chat.send("follow")];
    const block = [t("chat.block"), () => this.chat.send("block")];
    if (chat.kind === "group") return this.composer.offerMedia();
    return offer(t("chat.menu"), condition?.blocked ? [follow] : [block, follow]);
  }

  condition({ blocked }) {
    byId("composer").hidden = blocked;
    byId("blocked").hidden = !blocked;
  }

  fill(text) {
    this.composer.fill(text);
  }

  offline(away) {
    byId("offline").hidden = !away;
    byId("offline").textContent = away ? t("problem.offline") : "";
  }

  gone() {
    this.refresh();
  }

  /** Draw everything again, in the language chosen now. */
  redraw() {
    redrawDeveloper();
    if (this.chat) this.open(this.chat.chat, this.chat.speaker);
    drawChats(this.chats, this.chat?.chat.id);
  }

  scrolled() {
    byId("jump").hidden = this.chat === null || this.chat.atEnd();
  }
}

const named = () => decodeURIComponent(location.hash.slice(1));

function about(chat) {
  return chat.kind === "group" ? t("group.count", { count: chat.members.length }) : t("chat.direct");
}

const page = new Page();
startPreferences(byId("language"), byId("theme"));
onLanguage(() => page.redraw());
startDialog();
startDeveloper();
byId("add-person").addEventListener("click", () => addPerson((id) => page.openNew(id)));
byId("add-group").addEventListener("click", () => addGroup(page.people, (id) => page.openNew(id)));
byId("back").addEventListener("click", () => (location.hash = ""));
byId("chat-menu").addEventListener("click", () => page.openChatMenu());
byId("unblock").addEventListener("click", () => page.chat.send("follow"));
byId("jump").addEventListener("click", () => page.chat.toEnd());
byId("log").addEventListener("scroll", () => page.scrolled());
addEventListener("hashchange", () => page.openNamed());
page.keepList();
