// Why a pick is there: what became of each limit, the facts that its reasons cite, what its score is made of, and what
// would have put it elsewhere.

import { make } from "./make.js";
import { get } from "./server.js";
import { receiptInWords } from "./words.js";

export async function fill(panel, pick, answer) {
  panel.replaceChildren(...known(pick, answer), make("p", "soft", "Looking it up …"));
  let told;
  try {
    told = await explained(pick.id, answer?.turn);
  } catch (error) {
    panel.lastChild.replaceWith(make("p", "soft", error.message));
    return false;
  }
  panel.lastChild.replaceWith(...measured(told));
  return true;
}

// As it was at that turn; as it is now, where that turn was not kept.
async function explained(item, turn) {
  if (!turn) return get("api/me/why", [["item", item]]);
  try {
    return await get("api/me/why", [["item", item], ["turn", turn]]);
  } catch {
    return get("api/me/why", [["item", item]]);
  }
}

function part(title, tag, rows) {
  return rows.length ? [make("h4", "", title), make(tag, "", ...rows)] : [];
}

function known(pick, answer) {
  const cited = new Set(pick.reasons.flatMap((reason) => reason.evidence));
  const facts = [...cited].map((id) => answer?.evidence?.[id]).filter(Boolean);
  return [...part("Your limits", "ul", pick.receipts.map(receipt)), ...part("What the reason rests on", "ul", facts.map(fact))];
}

function receipt(one) {
  const met = one.status === "met";
  const mark = make("span", met ? "met" : "broken", met ? "✓" : "✗");
  mark.setAttribute("aria-label", met ? "kept" : "not kept");
  mark.setAttribute("role", "img");
  return make("li", "marked", mark, make("span", "", receiptInWords(one)));
}

function fact(one) {
  return make("li", "", one.text, " ", source(one));
}

const source = (evidence) => make("span", "source", evidence.source);

function measured(told) {
  const most = Math.max(...told.contributions.map((one) => Math.abs(one.value)), 1e-9);
  const bars = told.contributions.map((one) => bar(one, most, told.evidence[one.evidence]));
  const others = told.counterfactuals.map((one) => otherwise(one, told.evidence[one.evidence]));
  return [
    ...part(`What its score of ${told.score.toFixed(2)} is made of`, "ul", bars),
    ...part("What would have changed it", "ul", others),
  ];
}

function bar(one, most, evidence) {
  const value = `${one.value < 0 ? "−" : "+"}${Math.abs(one.value).toFixed(2)}`;
  const length = make("span", one.value < 0 ? "length less" : "length");
  length.style.width = `${Math.max(1, (100 * Math.abs(one.value)) / most)}%`;
  const track = make("span", "track", length);
  track.setAttribute("aria-hidden", "true");
  const name = make("span", "name", one.name.replaceAll("_", " "));
  const about = evidence ? make("span", "about", evidence.text, " ", source(evidence)) : "";
  return make("li", "bar-row", name, make("span", "value", value), track, about);
}

function otherwise(one, evidence) {
  const words = evidence ? evidence.text : `${one.change}: ${one.score.toFixed(2)}`;
  return make("li", "", words);
}
