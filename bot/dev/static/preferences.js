// Language and colours: what the browser asks for, unless the person chose otherwise here.

import { TEXTS } from "./texts.js";

const THEMES = ["auto", "light", "dark"];
const root = document.documentElement;
const listeners = [];

let language = kept("language", Object.keys(TEXTS)) ?? (navigator.language.startsWith("ja") ? "ja" : "en");
let theme = kept("theme", THEMES) ?? "auto";

/** Return a sentence in the chosen language, with {names} filled in. */
export function t(key, values = {}) {
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** Format a time (seconds since 1970) in the chosen language and the browser's time zone. */
export function formatTime(seconds, options) {
  return new Intl.DateTimeFormat(language, options).format(new Date(seconds * 1000));
}

/** Put sentences into the elements that name one. */
export function translate(within) {
  for (const element of within.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of within.querySelectorAll("[data-label]")) label(element, t(element.dataset.label));
  for (const element of within.querySelectorAll("[data-placeholder]")) {
    element.placeholder = t(element.dataset.placeholder);
  }
}

/** Call `listener` whenever the language changes. */
export function onLanguage(listener) {
  listeners.push(listener);
}

/** Show the chosen language and colours, and let the two buttons change them. */
export function startPreferences(languageButton, themeButton) {
  languageButton.addEventListener("click", () => {
    language = keep("language", language === "ja" ? "en" : "ja");
    show(languageButton, themeButton);
    for (const listener of listeners) listener();
  });
  themeButton.addEventListener("click", () => {
    theme = keep("theme", THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]);
    show(languageButton, themeButton);
  });
  show(languageButton, themeButton);
}

function show(languageButton, themeButton) {
  root.lang = language;
  root.dataset.theme = theme;
  document.title = t(root.dataset.title);
  translate(document);
  languageButton.textContent = t("language.other");
  languageButton.lang = language === "ja" ? "en" : "ja";
  languageButton.title = t("language.switch");
  label(themeButton, t(`theme.${theme}`));
}

function label(element, text) {
  element.setAttribute("aria-label", text);
  if (element instanceof HTMLButtonElement) element.title = text;
}

function kept(name, allowed) {
  try {
    const value = localStorage.getItem(`madoguchi.${name}`);
    return allowed.includes(value) ? value : null;
  } catch {
    return null; // storage is switched off
  }
}

function keep(name, value) {
  try {
    localStorage.setItem(`madoguchi.${name}`, value);
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
  return value;
}
