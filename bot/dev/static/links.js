// Addresses in text, and which addresses may be opened at all.

const OPENED = new Set(["http:", "https:", "tel:", "mailto:", "line:"]);
const WRITTEN = /https?:\/\/[^\s\u3000<>"「」『』（）【】、。，]+|[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/gu;
const TRAILING = /[.,;:!?'")\]}]+$/u;

/** Return the address when it may be opened, else null: no javascript:, no data:. */
export function safeAddress(address) {
  try {
    return OPENED.has(new URL(address).protocol) ? address : null;
  } catch {
    return null;
  }
}

/** Build a link that opens in a tab of its own and tells it nothing about this page. */
export function link(address, text) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  anchor.textContent = text;
  return anchor;
}

/** Split text into text nodes and links. */
export function linked(text) {
  const parts = [];
  let done = 0;
  for (const found of text.matchAll(WRITTEN)) {
    const written = found[0].replace(TRAILING, "");
    const address = safeAddress(written.startsWith("http") ? written : `mailto:${written}`);
    if (address === null) continue;
    parts.push(document.createTextNode(text.slice(done, found.index)), link(address, written));
    done = found.index + written.length;
  }
  parts.push(document.createTextNode(text.slice(done)));
  return parts;
}
