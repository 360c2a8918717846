// A pick as a card: its picture, facts, reason, what the person does with it, and why it is there.

import { button, make, say } from "./make.js";
import { poster } from "./poster.js";
import { get, picture, send } from "./server.js";
import { chanceInWords, clauseInWords, clockInWords, lengthInWords } from "./words.js";
import { fill } from "./why.js";

const DEEDS = [
  ["like", "Like", "Kept as liked."],
  ["dislike", "Not for me", "Kept as not for you."],
  ["view", "Seen", "Kept as seen."],
  ["not_now", "Not now", "Not for a while, then."],
  ["want", "For later", "Kept for later."],
];
const HEARD = new Set(["album", "track", "podcast"]);
const items = new Map(); // id to what a card shows of it, or the promise of it
let made = 0;

// Facts of these works in one request; a card that asks later waits for the same one.
export function load(ids) {
  const lacking = ids.filter((id) => !items.has(id)).slice(0, 50);
  if (!lacking.length) return;
  const asked = get("api/items", lacking.map((id) => ["id", id])).then(
    (found) => new Map(found.items.map((item) => [item.id, item])),
    () => {
      lacking.forEach((id) => items.delete(id)); // asked again by the next card
      return new Map();
    },
  );
  lacking.forEach((id) => items.set(id, asked.then((found) => found.get(id))));
}

export function card(pick, place) {
  const parts = {
    facts: make("p", "facts"),
    chance: make("p", "chance"),
    reason: make("span"),
    room: make("span", "room"), // as long as the reason will be about, so that the card does not grow while it comes
    broken: make("p", "broken-limits"),
  };
  const title = make("h3", "", place ? make("span", "place", `${place}`) : "", pick.title);
  const picture = make("div", HEARD.has(pick.medium) ? "poster square" : "poster", poster(pick.title, HEARD.has(pick.medium)));
  const why = whyOf(() => state);
  const state = { pick, answer: null };
  const about = make("div", "heading", title, parts.facts, parts.chance, parts.broken);
  parts.room.setAttribute("aria-hidden", "true");
  const body = make("div", "body", about, make("p", "reason", parts.room, parts.reason), deeds(pick, why.button), why.panel);
  const element = make("li", "card", picture, body);
  show(parts.facts, pick, null);
  load([pick.id]);
  items.get(pick.id)?.then((item) => item && dress(item, pick, parts.facts, picture));
  const update = (now, reason, answer) => {
    Object.assign(state, { pick: now, answer });
    say(parts.reason, reason ?? "");
    if (!reason && !answer?.model) say(parts.room, now.reasons[0]?.text ?? "");
    const chance = typeof now.probability === "number" ? chanceInWords(now.probability) : "";
    say(parts.chance, chance);
    const broken = now.receipts.filter((one) => one.status !== "met").map((one) => clauseInWords(one.clause));
    say(parts.broken, broken.length && !place ? `Not kept: ${broken.join(", ")}` : "");
    why.refresh();
  };
  return { element, update };
}

function show(facts, pick, item) {
  const start = pick.start_s ? `from ${clockInWords(pick.start_s)}` : "";
  const known = [pick.year, pick.medium, lengthInWords(item?.minutes, pick.medium), start, ...(item?.genres ?? []).slice(0, 3)];
  say(facts, known.filter((part) => part !== null && part !== undefined && part !== "").join(" · "));
}

async function dress(item, pick, facts, frame) {
  show(facts, pick, item);
  if (!item.has_picture) return;
  try {
    const image = await picture(item.id);
    const canvas = make("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext("2d").drawImage(image, 0, 0);
    frame.replaceChildren(canvas);
  } catch {
    // the drawn one stays
  }
}

function whyOf(state) {
  const panel = make("div", "why");
  panel.id = `why-${++made}`;
  panel.hidden = true;
  let filledFor = null;
  const look = async () => {
    const { pick, answer } = state();
    if (panel.hidden || filledFor === (answer?.turn ?? "")) return;
    filledFor = answer?.turn ?? "";
    if (!(await fill(panel, pick, answer))) filledFor = null;
  };
  const toggle = button("Why", "why-button", () => {
    panel.hidden = !panel.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
    look();
  });
  toggle.setAttribute("aria-expanded", "false");
  toggle.setAttribute("aria-controls", panel.id);
  return { panel, button: toggle, refresh: look };
}

// Buttons for what a person does with a work; pressing one again takes it back.
function deeds(pick, why) {
  const told = make("span", "told");
  told.setAttribute("role", "status");
  const keys = new Map();
  const deedsOf = DEEDS.map((deed) => (deed[0] === "view" && HEARD.has(pick.medium) ? ["view", "Heard", "Kept as heard."] : deed));
  const buttons = deedsOf.map(([kind, words, done]) => {
    const element = button(words, "deed", () => toggle(kind, element, done));
    element.setAttribute("aria-pressed", "false");
    return element;
  });
  const toggle = async (kind, element, done) => {
    if (element.getAttribute("aria-busy") === "true") return;
    element.setAttribute("aria-busy", "true");
    try {
      if (keys.has(kind)) {
        await send("POST", "api/me/undo", { key: keys.get(kind) });
        keys.delete(kind);
        told.replaceChildren("Taken back.");
      } else {
        keys.set(kind, (await send("POST", "api/me/feedback", { item: pick.id, kind })).key);
        told.replaceChildren(`${done} `, button("Undo", "undo", () => {
          element.focus();
          toggle(kind, element, done);
        }));
      }
    } catch (error) {
      told.replaceChildren(error.message);
    }
    element.setAttribute("aria-pressed", String(keys.has(kind)));
    element.removeAttribute("aria-busy");
  };
  const row = make("div", "deeds", ...buttons, why);
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", `What you think of ${pick.title}`);
  return make("div", "doing", row, told);
}
