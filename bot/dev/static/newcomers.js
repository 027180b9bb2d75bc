// Adding people and groups.

import { ask, field, tell } from "./dialog.js";
import { el } from "./elements.js";
import { t } from "./preferences.js";
import { inChat, post } from "./server.js";

/** Ask for a person, let them add the account as a friend, and call `open` with their chat. */
export function addPerson(open) {
  const name = el("input", { name: "name", required: true, maxlength: "20", pattern: ".*\\S.*" });
  const languages = ["ja", "en"].map((each) => el("option", { value: each }, t(`person.${each}`)));
  const language = el("select", { name: "language" }, languages);
  language.value = document.documentElement.lang;
  const fields = [field("person.name", name), field("person.language", language)];
  ask(t("person.add"), fields, t("dialog.add"), (form) =>
    orTell("person.add", async () => {
      const person = await post("people", { name: form.get("name"), language: form.get("language") });
      await inChat(person.id, "follow");
      await open(person.id);
    }),
  );
}

/** Ask for a group of the people there are, and call `open` with its chat. */
export function addGroup(people, open) {
  if (people.length === 0) return tell(t("group.add"), t("group.nobody"));
  const name = el("input", { name: "name", required: true, maxlength: "20", pattern: ".*\\S.*" });
  const members = people.map((person) => {
    const check = el("input", { type: "checkbox", name: "member", value: person.id, checked: true });
    return el("label", { class: "check" }, check, el("span", { dir: "auto" }, person.name));
  });
  const chosen = el("fieldset", {}, el("legend", {}, t("group.members")), members);
  return ask(t("group.add"), [field("group.name", name), chosen], t("dialog.add"), (form) =>
    orTell("group.add", async () => {
      const group = await post("groups", { name: form.get("name"), members: form.getAll("member") });
      await open(group.id);
    }),
  );
}

async function orTell(titleKey, attempt) {
  try {
    await attempt();
  } catch (error) {
    tell(t(titleKey), t(error.code === "offline" ? "problem.offline" : "problem.bad_request"));
  }
}
