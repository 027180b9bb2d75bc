// The chat on the right: follows what is said, and does what its person does.

import { dayLine, dots, drawItem, note, quickReplies, underName } from "./bubbles.js";
import { byId } from "./elements.js";
import { t } from "./preferences.js";
import { doAction } from "./pressing.js";
import { get, inChat } from "./server.js";

const WAIT_SECONDS = 10;
const LONGEST_PAUSE = 8000; // milliseconds between two tries when the server is away
const NEAR_END = 80; // pixels
const ANSWERS = new Set(["say", "press", "media"]); // after these LINE takes the quick replies away

export class OpenChat {
  /** `host` is the page around: openMenu(item, row), condition(condition), refresh(), offline(away), gone(), fill(text). */
  constructor(chat, speaker, host) {
    this.chat = chat;
    this.speaker = speaker;
    this.host = host;
    this.log = byId("log");
    this.tail = document.createElement("div");
    this.tail.className = "tail";
    this.items = [];
    this.rows = new Map();
    this.problems = 0;
    this.spent = 0;
    this.day = "";
    this.stopped = new AbortController();
    this.act = (action) => doAction(action, this);
    this.openMenu = (item, row) => host.openMenu(item, row);
    this.log.replaceChildren(this.tail);
    this.names = new Map(chat.members.map((person) => [person.id, person.name]));
  }

  isMine = (item) => item.sender === this.speaker;
  nameOf = (sender) => (sender === "bot" ? t("chat.bot") : this.names.get(sender) ?? "");
  findQuoted = (messageId, token) =>
    this.items.find((item) => (messageId && item.message_id === messageId) || (token && item.quote_token === token));

  /** Follow the chat until it is closed; try again while the server is away. */
  async follow() {
    let state = null;
    let pause = 500;
    this.log.setAttribute("aria-busy", "true");
    while (!this.stopped.signal.aborted) {
      try {
        const news = await this.next(state);
        state = news.state;
        pause = 500;
        this.host.offline(false);
        this.show(news);
      } catch (error) {
        if (this.stopped.signal.aborted) return;
        if (error.code === "not_found") return void this.host.gone();
        if (error.code === undefined) throw error;
        this.host.offline(true);
        await new Promise((resume) => setTimeout(resume, pause));
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  /** Stop following. */
  close() {
    this.stopped.abort();
  }

  /** Do something in this chat as its speaker; a refusal becomes a line in the chat. Returns success. */
  async send(verb, body = {}) {
    if (ANSWERS.has(verb)) this.spent = this.items.length;
    this.drawTail();
    try {
      await inChat(this.chat.id, verb, { ...body, person: this.speaker });
      return true;
    } catch (error) {
      this.tell(error.code);
      return false;
    }
  }

  /** Say in the chat what went wrong. */
  tell(code) {
    const known = ["refused", "not_found", "bad_request", "offline"].includes(code) ? code : "other";
    this.append(note(t(`problem.${known}`), "problem"), true);
  }

  next(state) {
    const query = { after: this.items.length, wait: state === null ? 0 : WAIT_SECONDS };
    if (state !== null) query.state = state;
    return get(`chats/${encodeURIComponent(this.chat.id)}/items`, query, this.stopped.signal);
  }

  show(news) {
    this.condition = news;
    const problems = news.problems.slice(this.problems);
    this.problems = news.problems.length;
    for (const each of [...news.items, ...problems].sort((one, other) => one.at - other.at)) this.add(each);
    for (const number of news.unsent) this.takeBack(number);
    this.markRead(news.read);
    this.drawTail();
    this.log.setAttribute("aria-busy", "false");
    this.host.condition(news);
    if (news.items.length) this.host.refresh();
  }

  add(each) {
    if (each.number === undefined) return this.append(note(t(`problem.${each.error}`, each), "problem"), false);
    this.items.push(each);
    const day = new Date(each.at * 1000).toDateString();
    if (day !== this.day) this.append(dayLine(each.at), false);
    this.day = day;
    const row = drawItem(each, this);
    const before = this.tail.previousElementSibling;
    const same = before?.dataset.sender === each.sender && before.dataset.under === underName(each);
    row.classList.toggle("again", same);
    this.rows.set(each.number, row);
    return this.append(row, this.isMine(each));
  }

  takeBack(number) {
    const item = this.items[number - 1];
    if (item.unsent) return;
    Object.assign(item, { unsent: true, message: null });
    this.replace(item);
  }

  replace(item) {
    const row = drawItem(item, this);
    this.rows.get(item.number).replaceWith(row);
    this.rows.set(item.number, row);
  }

  markRead(upTo) {
    for (const [number, row] of this.rows) {
      const read = row.querySelector(".read");
      if (read && number <= upTo && this.isMine(this.items[number - 1])) read.textContent = t("message.read");
    }
  }

  drawTail() {
    const last = this.items.at(-1);
    const offered = last?.sender === "bot" && !last.unsent && last.number > this.spent;
    const replies = offered ? quickReplies(last.message, this.act) : null;
    const parts = [replies, this.condition?.loading ? dots() : null].filter(Boolean);
    const key = `${replies ? last.number : ""}/${this.condition?.loading}`;
    if (this.tail.dataset.key === key) return;
    this.tail.dataset.key = key;
    const atEnd = this.atEnd();
    this.tail.replaceChildren(...parts);
    if (atEnd) this.toEnd();
  }

  append(row, follow) {
    const atEnd = this.atEnd();
    this.tail.before(row);
    if (atEnd || follow) this.toEnd();
  }

  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }
}
