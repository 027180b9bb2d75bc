// What a pressed button does in the open chat.
// https://developers.line.biz/en/reference/messaging-api/#action-objects

import { ask, field, tell } from "./dialog.js";
import { el } from "./elements.js";
import { t } from "./preferences.js";

const DEEDS = {
  message: (action, chat) => chat.send("say", { text: action.text }),
  postback: press,
  datetimepicker: chooseDate,
  clipboard: (action) => copy(action.clipboardText),
  location: (_, chat) => chat.send("media", { kind: "location" }),
  camera: (_, chat) => chat.send("media", { kind: "image" }),
  cameraRoll: (_, chat) => chat.send("media", { kind: "image" }),
};
const INPUTS = { date: "date", time: "time", datetime: "datetime-local" };

/** Do what an action says. One this page does not know is answered with a line in the chat. */
export function doAction(action, chat) {
  const deed = DEEDS[action.type];
  return deed ? deed(action, chat) : chat.tell("bad_request");
}

/** Put text on the clipboard and say whether that worked. */
export async function copy(text) {
  const copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
  tell(t("message.copy"), t(copied ? "message.copied" : "message.not_copied"));
}

function press(action, chat) {
  if (action.inputOption === "openKeyboard") chat.host.fill(action.fillInText ?? "");
  return chat.send("press", { data: action.data, display_text: action.displayText ?? action.text });
}

function chooseDate(action, chat) {
  const type = INPUTS[action.mode] ?? "date";
  const { initial, min, max } = action;
  const input = el("input", { name: "when", type, value: initial, min, max, required: true });
  ask(t("date.title"), [field("date.title", input)], t("date.send"), (form) =>
    chat.send("press", { data: action.data, params: { [action.mode]: form.get("when") } }),
  );
}
