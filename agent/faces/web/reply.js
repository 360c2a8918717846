// A reply as it grows: words before and after, cards between. What stands is kept, so nothing jumps or loses focus.

import { card, load } from "./cards.js";
import { make, paragraphs } from "./make.js";
import { modelInWords } from "./words.js";

const LISTED = /^(?:(\d{1,2})\.|–) (.*)$/;

// The words before, beside and after the picks. A pick is numbered; what only comes near has a dash.
function partsOf(said, answer) {
  const parts = { before: [], after: [], listed: [] };
  const picks = answer?.picks ?? [];
  const near = answer?.alternatives ?? [];
  for (const line of said.split("\n")) {
    const found = LISTED.exec(line);
    const pick = found && (found[1] ? picks[Number(found[1]) - 1] : near.find((one) => found[2].startsWith(one.title)));
    if (pick && found[2].startsWith(pick.title)) parts.listed.push({ pick, place: found[1], reason: reasonIn(found[2], pick) });
    else if (line.trim()) (parts.listed.length ? parts.after : parts.before).push(line);
  }
  return parts;
}

// "Moon (2009) — A quiet one." without the title that the card shows.
function reasonIn(line, pick) {
  const year = pick.year === null ? "" : ` (${pick.year})`;
  return line.slice(`${pick.title}${year}`.length).replace(/^[\s—–:,-]+/, "");
}

export function replyIn(element) {
  const [before, list, after, foot] = [make("div", "words"), make("ol", "cards"), make("div", "words"), make("div", "ending")];
  list.hidden = true;
  list.setAttribute("aria-label", "Picks");
  element.append(before, list, after, foot);
  const cards = new Map();

  // `answer` holds picks first, and the evidence when it is whole.
  function update(said, answer) {
    const parts = partsOf(said, answer);
    const spoken = (answer?.picks ?? []).slice(0, answer?.shown ?? 0).map((pick, n) => ({ pick, place: n + 1 }));
    const shown = spoken.length ? spoken : parts.listed;
    load(shown.map((one) => one.pick.id));
    shown.forEach(({ pick, place }, n) => {
      if (!cards.has(pick.id)) cards.set(pick.id, card(pick, place));
      const one = cards.get(pick.id);
      if (list.children[n] !== one.element) list.insertBefore(one.element, list.children[n] ?? null);
      one.update(pick, parts.listed.find((other) => other.pick.id === pick.id)?.reason, answer);
    });
    while (list.childElementCount > shown.length) list.lastChild.remove();
    list.hidden = !shown.length;
    paragraphs(before, parts.before);
    paragraphs(after, parts.after);
  }

  // What follows once the answer is whole; who answers is said when it changes.
  function end(answer, before_) {
    if (!answer?.model) return;
    const rest = answer.picks.slice(answer.shown);
    const rows = rest.map((pick) => make("li", "", pick.year === null ? pick.title : `${pick.title} (${pick.year})`));
    const more = rest.length ? make("details", "more", make("summary", "", `${rest.length} more that fit`), make("ul", "", ...rows)) : "";
    const words = modelInWords(answer.model);
    const by = before_?.model && modelInWords(before_.model) === words ? "" : make("p", "by", words);
    foot.replaceChildren(...[more, by].filter((node) => node !== ""));
  }

  return { update, end, note: (node) => foot.replaceChildren(node) };
}
