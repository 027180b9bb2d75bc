// The mailbox: every mail the desk sent, the newest first, kept current for as long as the page is open.

import { byId, el } from "./elements.js";
import { linked } from "./links.js";
import { formatTime, onLanguage, startPreferences, t } from "./preferences.js";
import { get, post } from "./server.js";

const REFRESH = 2000; // milliseconds between two looks
const WHEN = { dateStyle: "medium", timeStyle: "medium" };

let mails = [];
let newest = 0; // the number of the newest mail that is shown

async function keepCurrent() {
  await refresh();
  setTimeout(keepCurrent, REFRESH);
}

async function refresh() {
  try {
    ({ mails } = await get("mails"));
  } catch {
    byId("offline").hidden = false;
    return;
  }
  byId("offline").hidden = true;
  if (newest > (mails[0]?.number ?? 0)) clear(); // the demo was started anew
  draw();
}

/** Put new mails above those that are shown, which stay as they are: somebody may be copying from one. */
function draw() {
  byId("no-mails").hidden = mails.length > 0;
  byId("mails").prepend(...mails.filter((mail) => mail.number > newest).map(drawn));
  newest = mails[0]?.number ?? 0;
}

function clear() {
  byId("mails").replaceChildren();
  newest = 0;
}

function drawn(mail) {
  const facts = [
    ["mail.to", mail.to],
    ["mail.sender", mail.from],
    ["mail.at", formatTime(mail.at, WHEN)],
  ];
  return el(
    "li",
    {},
    el(
      "article",
      { class: "mail", "aria-label": mail.subject },
      el("h2", { lang: mail.language }, mail.subject),
      el("dl", {}, facts.flatMap(([key, fact]) => [el("dt", {}, t(key)), el("dd", {}, fact)])),
      el("div", { class: "words", lang: mail.language }, linked(mail.text)),
      mail.html ? htmlPart(mail) : null,
      mail.answerable ? answerForm(mail) : null,
    ),
  );
}

/** Build what shows a mail's HTML once it is opened, in a frame that may do nothing. */
function htmlPart(mail) {
  const details = el("details", { class: "html-part" }, el("summary", {}, t("mail.html")));
  details.addEventListener(
    "toggle",
    () => details.append(el("iframe", { sandbox: "", src: `mails/${mail.number}.html`, title: t("mail.html_of") })),
    { once: true },
  );
  return details;
}

/** Build the field in which whoever a mail went to answers it. */
function answerForm(mail) {
  const field = el("textarea", { rows: 3, maxlength: 10000, required: true, "aria-label": t("mail.answer") });
  const send = el("button", { class: "pill", type: "submit" }, t("mail.answer_send"));
  const told = el("p", { class: "told", role: "status" });
  const form = el("form", { class: "answer" }, field, el("div", {}, send, told));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(mail, field, send, told);
  });
  return form;
}

async function answer(mail, field, send, told) {
  send.disabled = true;
  try {
    await post(`mails/${mail.number}/answer`, { text: field.value });
    field.value = "";
    told.textContent = t("mail.answered");
  } catch (error) {
    told.textContent = t(error.code === "offline" ? "problem.offline" : "problem.other");
  } finally {
    send.disabled = false;
  }
}

startPreferences(byId("language"), byId("theme"));
onLanguage(() => {
  clear();
  draw();
});
keepCurrent();
