// The mailbox: every mail the desk sent, the newest first, kept current for as long as the page is open.

import { byId, el } from "./elements.js";
import { linked } from "./links.js";
import { formatTime, onLanguage, startPreferences, t } from "./preferences.js";
import { get } from "./server.js";

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
    ),
  );
}

startPreferences(byId("language"), byId("theme"));
onLanguage(() => {
  clear();
  draw();
});
keepCurrent();
