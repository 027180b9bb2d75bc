// The page's server: JSON below api/.

const API = new URL("api/", document.baseURI);

/** The server said no (`code` is its word for why), or could not be reached (`code` is "offline"). */
export class ServerError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Read something. Rejects with ServerError, or AbortError when `signal` says so. */
export function get(path, query = {}, signal = undefined) {
  const url = new URL(path, API);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return ask(url, { signal });
}

/** Do something. Rejects with ServerError. */
export function post(path, body = {}) {
  const headers = { "Content-Type": "application/json" };
  return ask(new URL(path, API), { method: "POST", headers, body: JSON.stringify(body) });
}

/** Do something in a chat. */
export const inChat = (chatId, verb, body = {}) => post(`chats/${encodeURIComponent(chatId)}/${verb}`, body);

async function ask(url, options) {
  let response;
  try {
    response = await fetch(url, { cache: "no-store", ...options });
  } catch (error) {
    throw error.name === "AbortError" ? error : new ServerError("offline");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ServerError(answer.error ?? "other");
  return answer;
}
