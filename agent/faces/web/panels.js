// Two views beside the talk: the rules that always hold, and what usher knows of the person.

import { button, make, paragraphs } from "./make.js";
import { aside, get, send } from "./server.js";
import { deedInWords } from "./words.js";

const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const day = (at) => (at ? date.format(new Date(at)) : "");

function panel(id, opener, opened) {
  const dialog = document.getElementById(id);
  const told = dialog.querySelector(".told");
  const rows = dialog.querySelector(".rows");
  const run = async (work) => {
    try {
      told.textContent = (await work()) ?? "";
    } catch (error) {
      told.textContent = error.message;
    }
  };
  document.getElementById(opener).addEventListener("click", () => {
    dialog.showModal();
    opened({ dialog, rows, run });
  });
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
  return { dialog, rows, run };
}

export function setUpRules() {
  const form = document.getElementById("add-rule");
  const field = document.getElementById("rule");
  const view = panel("rules", "show-rules", ({ run }) => run(list));

  async function list() {
    const { rules } = await get("api/me/rules");
    const held = rules.filter((rule) => rule.ended === null);
    view.rows.replaceChildren(...held.map(row));
    return held.length ? "" : "No rules yet. Add one, or say one in the talk: “never show me horror”.";
  }

  function row(rule) {
    const until = rule.until ? `until ${day(rule.until)}` : "";
    const when = [rule.at ? `since ${day(rule.at)}` : "", until, rule.holds ? "" : "over"].filter(Boolean).join(", ");
    const remove = button("Remove", "quiet", () => view.run(async () => {
      await send("DELETE", `api/me/rules/${rule.number}`, {});
      await list();
      field.focus();
      return `Removed: ${rule.said}.`;
    }));
    remove.setAttribute("aria-label", `Remove: ${rule.said}`);
    return make("li", "", make("span", "", make("strong", "", rule.said), make("span", "when", when)), remove);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    view.run(async () => {
      const said = field.value.trim();
      await send("POST", "api/me/rules", { text: said });
      field.value = "";
      await list();
      return `From now on: ${said}.`;
    });
  });
}

// `ask` puts a question into the talk.
export function setUpTaste(ask) {
  const view = panel("taste", "show-taste", ({ dialog, run }) => {
    tell(dialog.querySelector(".known"));
    run(list);
  });

  async function tell(known) {
    if (!known.childElementCount) known.replaceChildren(make("p", "soft", "Looking …"));
    try {
      const { reply } = await aside("What do you know about me?");
      paragraphs(known, reply.split("\n").filter((line) => line.trim()));
      known.append(button("Talk about it", "quiet", () => {
        view.dialog.close();
        ask("What do you know about me?");
      }));
    } catch (error) {
      known.replaceChildren(make("p", "soft", error.message));
    }
  }

  async function list() {
    const { rows, total } = await get("api/me/history", [["limit", 200]]);
    view.rows.replaceChildren(...rows.map(row));
    if (!total) return "Nothing yet. Tell usher what you liked, or press a button on a card.";
    return rows.length < total ? `The latest ${rows.length} of ${total}.` : "";
  }

  function row(one) {
    const title = one.title_here ?? (one.title || one.text || one.item);
    return make("li", "", make("span", "", make("strong", "", title), make("span", "when", deedInWords(one))), make("time", "when", day(one.at)));
  }
}
