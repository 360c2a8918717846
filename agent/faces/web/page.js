// The page: a conversation with usher over /v1/chat/completions, and what stands around it.

import { button, make, say } from "./make.js";
import { setUpRules, setUpTaste } from "./panels.js";
import { replyIn } from "./reply.js";
import { Away, Unknown, back, completion, signIn, whenUnknown } from "./server.js";
import { limitsOf } from "./words.js";

const byId = (id) => document.getElementById(id);
const [log, live, welcome, limits] = ["log", "live", "welcome", "limits"].map(byId);
const [composer, text, send, stop, fresh] = ["composer", "text", "send", "stop", "new"].map(byId);
const [sign, token] = ["sign", "token"].map(byId);

const KEPT_AS = "usher.turns"; // of this tab alone, so that a reload loses nothing
let turns = []; // {asked, reply, answer}: what stands in the conversation
let running = null; // the AbortController of the answer under way

// The words come escaped for readers of Markdown; here they are plain text.
const plain = (words) => words.replace(/\\([\\`*~[\]<_&#])/g, "$1");

// --- asking ------------------------------------------------------------------------------------------------

function messagesWith(asked) {
  const said = turns.flatMap((turn) => [
    { role: "user", content: turn.asked },
    { role: "assistant", content: turn.reply },
  ]);
  return [...said, { role: "user", content: asked }];
}

async function ask(asked) {
  if (running) return;
  const { element, view } = begin(asked);
  const turn = { asked, reply: "", answer: null };
  const mine = new AbortController();
  running = mine;
  live.replaceChildren();
  show();
  try {
    while (!(await heard(turn, view, mine.signal))) turn.reply = "";
    view.end(turn.answer, turns.at(-1)?.answer);
  } catch (error) {
    if (error instanceof Unknown) element.parentElement.remove(); // asked again once usher knows who asks
    else view.note(problem(error, asked, turn));
    if (!turn.reply && !text.value) text.value = asked;
  }
  end(element, turn, mine);
}

// Whether the answer came; where usher was away before its first word, waits until it is back, and says false.
async function heard(turn, view, signal) {
  const announce = announcer();
  try {
    for await (const chunk of completion(messagesWith(turn.asked), signal)) {
      turn.reply += plain(chunk.choices[0]?.delta.content ?? "");
      turn.answer = chunk.usher ?? turn.answer;
      view.update(turn.reply, turn.answer);
      announce(turn.reply);
    }
    announce(`${turn.reply}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof Away) || turn.reply) throw error;
    const waiting = make("p", "calm");
    waiting.setAttribute("role", "status");
    view.note(waiting);
    await back(signal, (seconds) => say(waiting, awayInWords(seconds)));
    waiting.remove();
    return false;
  }
}

function awayInWords(seconds) {
  return seconds < 4
    ? "usher does not answer just now. Your question is kept; trying again …"
    : "usher still does not answer. Your question is kept, and sent when it is back. Is it running?";
}

// Reads out each line of a reply once it is whole.
function announcer() {
  let told = 0;
  return (reply) => {
    const whole = reply.lastIndexOf("\n");
    if (whole < told) return;
    const lines = reply.slice(told, whole).split("\n").filter((line) => line.trim());
    told = whole + 1;
    live.append(...lines.map((line) => make("p", "", line)));
  };
}

function begin(asked) {
  const element = make("article", "reply waiting");
  element.setAttribute("aria-label", "usher");
  element.setAttribute("aria-busy", "true");
  const exchange = make("section", "exchange", make("p", "you", asked), element);
  log.append(exchange);
  welcome.hidden = true;
  exchange.scrollIntoView(); // the question stands at the top, the answer grows below it
  return { element, view: replyIn(element) };
}

function rested(element) {
  element.classList.remove("waiting");
  element.setAttribute("aria-busy", "false");
}

function end(element, turn, mine) {
  rested(element);
  if (running === mine) running = null;
  if (turn.reply && element.isConnected) turns.push(turn); // a new conversation may have begun meanwhile
  keep();
  show();
  if (document.activeElement === document.body || document.activeElement === stop) text.focus({ preventScroll: true });
}

function problem(error, asked, turn) {
  if (error.name === "AbortError") return make("p", "by", "Stopped.");
  const again = button("Ask again", "quiet", () => ask(asked));
  const element = make("p", "problem", `${error.message} `, turn.reply ? again : "");
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
      const { element, view } = begin(turn.asked);
      view.update(turn.reply, turn.answer);
      view.end(turn.answer, turns[n - 1]?.answer);
      rested(element);
    }
  } catch {
    turns = [];
    log.replaceChildren();
  }
}

// --- what stands around it ---------------------------------------------------------------------------------

function show() {
  const empty = !log.childElementCount;
  welcome.hidden = !empty;
  fresh.hidden = empty;
  const had = document.activeElement;
  send.hidden = running !== null;
  stop.hidden = running === null;
  if (had === send && send.hidden) stop.focus();
  if (!running) showLimits();
  fit();
}

// The limits that stand after the last answer; striking one out says so in plain words.
function showLimits() {
  const request = turns.findLast((turn) => turn.answer?.request)?.answer.request;
  const chips = (request ? limitsOf(request) : []).map(([words, back_]) => {
    if (!back_) return make("span", "chip", words);
    const cross = make("span", "cross", "×");
    cross.setAttribute("aria-hidden", "true");
    const chip = button(make("span", "", words), "chip", () => {
      text.focus({ preventScroll: true });
      ask(back_);
    });
    chip.append(cross);
    chip.setAttribute("aria-label", `Forget: ${words}`);
    chip.title = `Says: ${back_}`;
    return chip;
  });
  limits.replaceChildren(...chips);
  limits.hidden = !chips.length;
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

whenUnknown((said) => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  say(sign.querySelector(".told"), said);
  sign.hidden = false;
  token.focus({ preventScroll: true });
});
sign.addEventListener("submit", (event) => {
  event.preventDefault();
  signIn(token.value.trim());
  token.value = "";
  sign.hidden = true;
  submit();
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
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) running?.abort();
  if (event.key === "/" && !/^(?:TEXTAREA|INPUT)$/.test(event.target.tagName)) {
    event.preventDefault();
    text.focus();
  }
});
stop.addEventListener("click", () => running?.abort());
fresh.addEventListener("click", () => {
  running?.abort();
  running = null;
  turns = [];
  keep();
  log.replaceChildren();
  live.replaceChildren();
  show();
  text.focus();
});
byId("examples").addEventListener("click", (event) => {
  if (event.target instanceof HTMLButtonElement) ask(event.target.textContent);
});

setUpRules();
setUpTaste(ask);
restore();
show();
