// A conversation with usher over /v1/chat/completions. All text of models and catalogues enters the page as
// text, never as markup.

const log = document.getElementById("log");
const welcome = document.getElementById("welcome");
const composer = document.getElementById("composer");
const text = document.getElementById("text");
const send = document.getElementById("send");
const stop = document.getElementById("stop");
const fresh = document.getElementById("new");
const sign = document.getElementById("sign");
const token = document.getElementById("token");

const KEPT_AS = "usher.turns"; // of this tab alone, so that a reload loses nothing
const SIGNED_AS = "usher.token"; // of this tab alone as well
let turns = []; // {asked, reply, answer}: what stands in the conversation
let running = null; // the AbortController of the answer under way

// --- making elements -------------------------------------------------------------------------------------

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== "" && child != null));
  return element;
}

const SLOTS = {
  minutes_max: (v) => `at most ${v} minutes`,
  minutes_min: (v) => `at least ${v} minutes`,
  year_max: (v) => `from ${v} or before`,
  year_min: (v) => `from ${v} or later`,
  rating_min: (v) => `rated ${v} or better`,
  age_max: (v) => `fit for age ${v}`,
  added_after: (v) => `added after ${v}`,
  seen: () => "not seen yet",
  exclude: () => "none of those you ruled out",
};

// "minutes_max 120" in words: "at most 120 minutes".
function clauseInWords(clause) {
  const [slot, ...rest] = clause.split(" ");
  const value = rest.join(" ");
  if (SLOTS[slot]) return SLOTS[slot](value);
  return slot.startsWith("not_") ? `no ${value}` : value || slot;
}

function valueInWords(receipt) {
  const value = Array.isArray(receipt.value) ? receipt.value.join(", ") : receipt.value;
  return [value, receipt.note].filter((part) => part !== null && part !== undefined && part !== "").join("; ");
}

function receiptRow(receipt) {
  const met = receipt.status === "met";
  const value = valueInWords(receipt);
  const words = clauseInWords(receipt.clause) + (value === "" ? "" : `: ${value}`);
  const said = met ? words : `${words} (${receipt.status})`;
  const mark = make("span", met ? "met" : "broken", met ? "✓" : "✗");
  mark.setAttribute("aria-label", met ? "kept" : "not kept");
  mark.setAttribute("role", "img");
  return make("li", "", mark, make("span", "", said));
}

function factRow(fact) {
  return note(make("span", "", fact.text, " ", make("span", "source", `(${fact.source})`)));
}

function note(words) {
  return make("li", "", make("span", "", "·"), words);
}

// What a pick rests on: its receipts, then the facts that its reasons cite.
function why(pick, evidence) {
  const cited = new Set(pick.reasons.flatMap((reason) => reason.evidence));
  const facts = [...cited].map((id) => evidence[id]).filter(Boolean);
  const rows = [...pick.receipts.map(receiptRow), ...facts.map(factRow)];
  if (pick.moved) rows.push(note(movedInWords(pick.moved)));
  if (!rows.length) return "";
  const summary = make("summary", "", "Why", make("span", "unseen", ` ${pick.title}`));
  return make("details", "", summary, make("ul", "", ...rows));
}

function movedInWords(moved) {
  return `Moved from place ${moved.from} to ${moved.to}: ${moved.because}`;
}

function heading(pick) {
  const facts = [pick.year, pick.medium].filter(Boolean).join(" · ");
  return make("h3", "", pick.title, " ", make("span", "facts", facts));
}

function entry(place, pick, reason, evidence) {
  const body = make("div", "", heading(pick), reason ? make("p", "", reason) : "");
  if (evidence) body.append(why(pick, evidence));
  return make("li", "", make("span", "place", `${place}.`), body);
}

// --- a reply's text ----------------------------------------------------------------------------------------

// A completion escapes the signs of Markdown; this page draws plain text.
const plain = (text) => text.replace(/\\([\\`*~[\]<_&#])/g, "$1");

// The text that stands before, beside and after the picks. `picks` are those that the reply speaks of.
function partsOf(reply, picks) {
  const parts = { before: [], reasons: [], after: [] };
  for (const line of reply.split("\n")) {
    const found = /^(\d{1,2})\. (.*)$/.exec(line);
    const pick = found && picks[Number(found[1]) - 1];
    if (pick && found[2].startsWith(pick.title)) parts.reasons[Number(found[1]) - 1] = reasonIn(found[2], pick);
    else if (line.trim()) (parts.reasons.length ? parts.after : parts.before).push(line);
  }
  return parts;
}

// "Moon (2009) — A quiet one." without the title that the heading shows.
function reasonIn(line, pick) {
  const year = pick.year === null ? "" : ` (${pick.year})`;
  return line.slice(`${pick.title}${year}`.length).replace(/^[\s—–:,-]+/, "");
}

function spokenOf(answer) {
  const list = answer.picks.length ? answer.picks : answer.alternatives || [];
  return list.slice(0, answer.shown);
}

// Draws what is known of a reply: `answer` holds picks first, and the evidence when it is whole.
function draw(reply, said, answer) {
  const picks = answer ? spokenOf(answer) : [];
  const parts = partsOf(said, picks);
  const rows = picks.map((pick, n) => entry(n + 1, pick, parts.reasons[n], answer.evidence));
  const list = rows.length ? make("ol", "picks", ...rows) : "";
  const paragraphs = (lines) => lines.map((line) => make("p", "", line));
  const nodes = [...paragraphs(parts.before), list, ...paragraphs(parts.after), ...ending(answer)];
  reply.replaceChildren(...nodes.filter((node) => node !== ""));
}

function ending(answer) {
  if (!answer || !answer.model) return [];
  const rest = answer.picks.slice(answer.shown).map((pick) => note(titleOf(pick)));
  const summary = make("summary", "", `${rest.length} more that fit`);
  const more = rest.length ? make("details", "more", summary, make("ul", "", ...rest)) : "";
  return [more, make("p", "by", modelInWords(answer.model))];
}

function modelInWords(model) {
  return `Answered by ${model.name}. ${model.note ?? ""}`.trim();
}

function titleOf(pick) {
  return make("span", "", pick.year === null ? pick.title : `${pick.title} (${pick.year})`);
}

// --- asking ------------------------------------------------------------------------------------------------

function messagesWith(asked) {
  const said = turns.flatMap((turn) => [
    { role: "user", content: turn.asked },
    { role: "assistant", content: turn.reply },
  ]);
  return [...said, { role: "user", content: asked }];
}

async function* chunks(messages, signal) {
  const response = await fetch("v1/chat/completions", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...signature() },
    body: JSON.stringify({ model: "usher", stream: true, messages }),
    signal,
  });
  sign.hidden = response.status !== 401;
  if (!response.ok) throw new Error(await problemIn(response));
  const decoder = new TextDecoder();
  let buffer = "";
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    buffer += decoder.decode(read.value, { stream: true });
    const events = buffer.split("\n\n");
    buffer = events.pop();
    for (const event of events) {
      const data = event.replace(/^data: /, "");
      if (data === "[DONE]") return;
      yield JSON.parse(data);
    }
  }
  throw new Error("The answer broke off. Is usher still running?");
}

// Where tokens exist, usher asks for one; the form that takes it shows then.
function signature() {
  try {
    const signed = sessionStorage.getItem(SIGNED_AS);
    return signed ? { Authorization: `Bearer ${signed}` } : {};
  } catch {
    return token.value ? { Authorization: `Bearer ${token.value.trim()}` } : {};
  }
}

function signIn() {
  try {
    sessionStorage.setItem(SIGNED_AS, token.value.trim());
    token.value = "";
  } catch {
    // a forbidden store: the field itself keeps it
  }
  sign.hidden = true;
  submit();
}

async function problemIn(response) {
  try {
    return (await response.json()).error.message;
  } catch {
    return `usher answered with status ${response.status}.`;
  }
}

async function ask(asked) {
  const reply = begin(asked);
  const turn = { asked, reply: "", answer: null };
  running = new AbortController();
  show();
  try {
    for await (const chunk of chunks(messagesWith(asked), running.signal)) {
      if (chunk.error) throw new Error(chunk.error.message);
      turn.reply += plain(chunk.choices[0]?.delta.content ?? "");
      turn.answer = chunk.usher ?? turn.answer;
      draw(reply, turn.reply, turn.answer);
    }
  } catch (error) {
    reply.append(problem(error));
    if (!turn.reply && !text.value) text.value = asked;
  }
  end(reply, turn);
}

// Who answers is said when it changes, not under every reply.
function sayModelOnce(reply, before) {
  const line = reply.querySelector(".by");
  if (line && before?.answer?.model && line.textContent === modelInWords(before.answer.model)) line.remove();
}

function begin(asked) {
  const reply = make("article", "reply waiting");
  reply.setAttribute("aria-label", "usher");
  reply.setAttribute("aria-busy", "true");
  const exchange = make("section", "exchange", make("div", "you", asked), reply);
  log.append(exchange);
  welcome.hidden = true;
  exchange.scrollIntoView(); // the question stands at the top, the answer grows below it
  return reply;
}

function end(reply, turn) {
  reply.classList.remove("waiting");
  reply.setAttribute("aria-busy", "false");
  running = null;
  sayModelOnce(reply, turns.at(-1));
  if (turn.reply && reply.isConnected) turns.push(turn); // a new conversation may have begun meanwhile
  keep();
  show();
  text.focus({ preventScroll: true });
}

function problem(error) {
  if (error.name === "AbortError") return make("p", "by", "Stopped.");
  const unreachable = error instanceof TypeError;
  const element = make("p", "problem", unreachable ? "usher does not answer. Is it still running?" : error.message);
  element.setAttribute("role", "alert");
  return element;
}

// --- the conversation that is kept -------------------------------------------------------------------------

function keep() {
  try {
    sessionStorage.setItem(KEPT_AS, JSON.stringify(turns));
  } catch {
    // a full or forbidden store: the conversation lasts as long as the page
  }
}

function restore() {
  try {
    turns = JSON.parse(sessionStorage.getItem(KEPT_AS)) ?? [];
    for (const [n, turn] of turns.entries()) {
      const reply = begin(turn.asked);
      draw(reply, turn.reply, turn.answer);
      sayModelOnce(reply, turns[n - 1]);
      reply.classList.remove("waiting");
      reply.setAttribute("aria-busy", "false");
    }
  } catch {
    turns = [];
    log.replaceChildren();
  }
}

function show() {
  const empty = !log.childElementCount;
  welcome.hidden = !empty;
  fresh.hidden = empty;
  send.hidden = running !== null;
  stop.hidden = running === null;
  fit();
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

function submit() {
  const asked = text.value.trim();
  if (!asked || running) return;
  text.value = "";
  ask(asked);
}

sign.addEventListener("submit", (event) => {
  event.preventDefault();
  signIn();
});
composer.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
text.addEventListener("input", fit);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") running?.abort();
});
stop.addEventListener("click", () => running?.abort());
fresh.addEventListener("click", () => {
  running?.abort();
  turns = [];
  keep();
  log.replaceChildren();
  show();
  text.focus();
});
document.getElementById("examples").addEventListener("click", (event) => {
  if (event.target instanceof HTMLButtonElement && !running) ask(event.target.textContent);
});

restore();
show();
