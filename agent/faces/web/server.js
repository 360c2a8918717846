// The one way to the server: who asks, JSON there and back, the stream of an answer, and waiting while it is away.

const SIGNED_AS = "usher.token"; // of this tab alone
let signed = "";
let onUnknown = () => {};

export class Refused extends Error {}
export class Unknown extends Refused {} // usher wants a token, or does not know this one
export class Away extends Error {}

// `asked` is called with what usher says when it wants a token.
export function whenUnknown(asked) {
  onUnknown = asked;
}

export function signIn(token) {
  signed = token;
  try {
    sessionStorage.setItem(SIGNED_AS, token);
  } catch {
    // a forbidden store: it lasts as long as the page
  }
}

function signature() {
  try {
    signed = sessionStorage.getItem(SIGNED_AS) ?? signed;
  } catch {
    // as above
  }
  return signed ? { Authorization: `Bearer ${signed}` } : {};
}

async function answered(path, options) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: { ...options.headers, ...signature() } });
  } catch (error) {
    throw error.name === "AbortError" ? error : new Away("usher does not answer. Is it still running?");
  }
  if (response.ok) return response;
  const problem = await problemIn(response);
  if (response.status !== 401) throw new Refused(problem);
  onUnknown(problem);
  throw new Unknown(problem);
}

async function problemIn(response) {
  try {
    const problem = await response.json();
    return problem.detail ?? problem.error.message;
  } catch {
    return `usher answered with status ${response.status}.`;
  }
}

const withBody = (method, body) => ({
  method,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

export async function get(path, query = []) {
  const asked = new URLSearchParams(query).toString();
  return (await answered(asked ? `${path}?${asked}` : path, {})).json();
}

export async function send(method, path, body) {
  return (await answered(path, withBody(method, body))).json();
}

export async function picture(item) {
  const path = item.split("/").map(encodeURIComponent).join("/");
  return createImageBitmap(await (await answered(`image/${path}`, {})).blob());
}

async function* parts(response, between) {
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let buffer = "";
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      buffer += decoder.decode(read.value, { stream: true });
      const whole = buffer.split(between);
      buffer = whole.pop();
      yield* whole;
    }
  } catch (error) {
    throw error.name === "AbortError" ? error : new Away("The answer broke off.");
  }
}

// Chunks of a chat completion, as they come.
export async function* completion(messages, signal) {
  const body = withBody("POST", { model: "usher", stream: true, messages });
  for await (const event of parts(await answered("v1/chat/completions", { ...body, signal }), "\n\n")) {
    const data = event.replace(/^data: /, "");
    if (data === "[DONE]") return;
    const chunk = JSON.parse(data);
    if (chunk.error) throw new Refused(chunk.error.message);
    yield chunk;
  }
  throw new Away("The answer broke off.");
}

// The answer to a question that is no part of the conversation and is not kept.
export async function aside(question) {
  const body = withBody("POST", { messages: question, remember: false });
  for await (const line of parts(await answered("api/ask", body), "\n")) {
    const event = JSON.parse(line);
    if (event.error) throw new Refused(event.error.message);
    if (event.answer) return event.answer;
  }
  throw new Away("The answer broke off.");
}

// Until usher answers again: asks after 1, 2, 4, ... 30 s. `told` hears how long it waits. Ends with AbortError if stopped.
export async function back(signal, told) {
  for (let wait = 1; ; wait = Math.min(2 * wait, 30)) {
    told(wait);
    await rest(1000 * wait, signal);
    try {
      if ((await fetch("healthz", { signal, cache: "no-store" })).ok) return;
    } catch (error) {
      if (error.name === "AbortError") throw error;
    }
  }
}

function rest(ms, signal) {
  return new Promise((done, stopped) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      stopped(new DOMException("stopped", "AbortError"));
    }, { once: true });
  });
}
