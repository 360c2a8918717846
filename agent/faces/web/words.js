// Clauses of a request in words, and the plain message that takes each back.

const plural = { film: "films", series: "series", album: "albums", track: "tracks", podcast: "podcasts", lecture: "lectures",
  clip: "clips", course: "courses", episode: "episodes", post: "posts", ad: "ads" };
const named = (type, code) => {
  try {
    return new Intl.DisplayNames(["en"], { type }).of(type === "region" ? code.toUpperCase() : code) ?? code;
  } catch {
    return code;
  }
};
const language = (code) => named("language", code === "cn" ? "yue" : code);
const country = (code) => (code.toUpperCase() === "US" ? "the US" : named("region", code));

const RECEIPTS = {
  minutes_max: (v) => `at most ${v} minutes`,
  minutes_min: (v) => `at least ${v} minutes`,
  year_max: (v) => `from ${v} or before`,
  year_min: (v) => `from ${v} or later`,
  rating_min: (v) => `rated ${v} or better`,
  age_max: (v) => `fit for age ${v}`,
  added_after: (v) => `added after ${v}`,
  seen: () => "not seen yet",
  exclude: () => "none of those you ruled out",
  languages: (v) => `in ${v.split(", ").map(language).join(" or ")}`,
  not_languages: (v) => `not in ${v.split(", ").map(language).join(" or ")}`,
  countries: (v) => `made in ${v.split(", ").map(country).join(" or ")}`,
  not_countries: (v) => `not made in ${v.split(", ").map(country).join(" or ")}`,
};

// "minutes_max 120" in words: "at most 120 minutes".
export function clauseInWords(clause) {
  const [slot, ...rest] = clause.split(" ");
  const value = rest.join(" ");
  if (RECEIPTS[slot]) return RECEIPTS[slot](value);
  return slot.startsWith("not_") ? `no ${value}` : value || slot;
}

// The clause, and what this work has there where that says more.
export function receiptInWords(receipt) {
  const words = clauseInWords(receipt.clause);
  const value = Array.isArray(receipt.value) ? receipt.value.join(", ") : receipt.value;
  const has = value === null || value === undefined || value === "" || `${value}` === words ? "" : `here ${value}`;
  const status = receipt.status === "met" ? "" : receipt.status;
  const told = [has, receipt.note, status].filter(Boolean).join("; ");
  return told ? `${words} (${told})` : words;
}

function between(low, high, unit) {
  if (low !== null && high !== null) return low === high ? `${low}${unit}` : `${low} to ${high}${unit}`;
  return high !== null ? `at most ${high}${unit}` : `at least ${low}${unit}`;
}

function years(low, high) {
  if (low !== null && high !== null) return low === high ? `${low}` : `${low} to ${high}`;
  return high !== null ? `${high} or before` : `${low} or later`;
}

// [words, message that takes it back] for each limit that stands; no message: it only shows.
export function limitsOf(request) {
  const r = request;
  const each = (slot, words, back) => (r[slot] ?? []).map((value) => [words(value), back(value)]);
  const one = (stands, words, back) => (stands ? [[words(), back]] : []);
  return [
    ...each("media", (v) => plural[v] ?? v, () => "any medium is fine").map(([w, b], n, all) => [w, all.length > 1 ? null : b]),
    ...each("genres", (v) => v, (v) => `forget ${v}`),
    ...one(r.minutes_min !== null || r.minutes_max !== null, () => between(r.minutes_min, r.minutes_max, " minutes"), "forget the limit on minutes"),
    ...one(r.year_min !== null || r.year_max !== null, () => years(r.year_min, r.year_max), "forget the limit on years"),
    ...each("languages", (v) => `in ${language(v)}`, (v) => `forget ${language(v)}`),
    ...each("countries", (v) => `made in ${country(v)}`, () => "forget the limit on countries"),
    ...each("people", (v) => `with ${v}`, (v) => `forget ${v}`),
    ...one(r.rating_min !== null, () => `rated ${r.rating_min} or better`, "forget the limit on rating"),
    ...one(r.age_max !== null, () => `fit for age ${r.age_max}`, "forget the age limit"),
    ...one(r.added_after !== null, () => `added after ${r.added_after}`, "I don't care when it was added"),
    ...each("not_genres", (v) => `no ${v}`, (v) => `${v} is fine`),
    ...each("not_media", (v) => `no ${plural[v] ?? v}`, (v) => `${plural[v] ?? v} are fine`),
    ...each("not_languages", (v) => `not in ${language(v)}`, (v) => `${language(v)} is fine`),
    ...each("not_countries", (v) => `not made in ${country(v)}`, (v) => `made in ${country(v)} is fine`),
    ...each("not_people", (v) => `without ${v}`, (v) => `${v} is fine`),
    ...one(r.not_query, () => `no ${r.not_query}`, `forget the no ${r.not_query}`),
    ...one(r.seen === "only", () => "seen before", "seen or not, both are fine"),
  ];
}

// The probability that this person would rate it 4 of 5 or better, or finish it.
export function chanceInWords(probability) {
  const words = [
    [0.9, "Almost certainly for you"],
    [0.75, "Very likely for you"],
    [0.55, "Likely for you"],
    [0.45, "As likely for you as not"],
    [0.25, "A long shot for you"],
    [-1, "Unlikely for you"],
  ].find(([least]) => probability >= least)[1];
  return `${words} (about ${Math.min(9, Math.max(1, Math.round(10 * probability)))} in 10)`; // never a certainty
}

export function lengthInWords(minutes, medium) {
  if (minutes === null || minutes === undefined) return "";
  const whole = Math.round(minutes);
  const words = whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)} h${whole % 60 ? ` ${whole % 60} min` : ""}`;
  return medium === "series" || medium === "podcast" ? `${words} an episode` : words;
}

export function clockInWords(seconds) {
  const whole = Math.floor(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return `${h ? `${h}:${String(m).padStart(2, "0")}` : m}:${String(s).padStart(2, "0")}`;
}

export function deedInWords(row) {
  if (row.kind === "rating") return `you gave it ${row.value} of ${row.scale ?? 5}`;
  if (row.kind === "view") return row.value !== undefined && row.value < 1 ? `you saw ${Math.round(100 * row.value)}% of it` : "you had it";
  return { like: "you liked it", dislike: "not for you", skip: "you skipped it", want: "kept for later",
    unwant: "no longer kept for later", not_now: "not now", review: "you reviewed it", search: "you asked" }[row.kind] ?? row.kind;
}

export function modelInWords(model) {
  return `Answered by ${model.name}. ${model.note ?? ""}`.trim();
}
