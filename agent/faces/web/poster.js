// A drawn poster for a work without a picture: the same title always gives the same one.

import { draw } from "./make.js";

const WIDTH = 120;
// Deep, middle, bright, pale: four inks that go together, as on a printed poster.
const INKS = [
  ["#1d2538", "#34507a", "#e58f5c", "#f5d9b4"],
  ["#2b1a24", "#7a3346", "#e9a05b", "#f6dfc0"],
  ["#16302f", "#2f6a64", "#e7b75a", "#f3e6c6"],
  ["#241f3d", "#54478c", "#e58aa0", "#f4d7d6"],
  ["#2c2117", "#84502b", "#dfae56", "#f3e3c3"],
  ["#122b3a", "#2a6685", "#7cc3c4", "#e3efe6"],
  ["#331a17", "#a04532", "#eebc6a", "#f8e7cd"],
  ["#1f2a20", "#55704c", "#d8b45c", "#efe7c8"],
  ["#291b33", "#6f4b83", "#8fb8d9", "#e6e4f1"],
  ["#1b1f2b", "#59637a", "#d9705d", "#f0ddd0"],
];

function seedOf(text) {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0), 16777619);
  return hash >>> 0;
}

function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const shapes = [sun, hills, rings, beams, panes, orbit];

export function poster(title, isSquare) {
  const height = isSquare ? WIDTH : 180;
  const random = randomFrom(seedOf(title));
  const [deep, mid, bright, pale] = INKS[Math.floor(random() * INKS.length)];
  const ink = { deep, mid, bright, pale };
  const shape = shapes[Math.floor(random() * shapes.length)];
  const lines = wrapped(title, isSquare ? 3 : 4);
  const size = lines.some((line) => line.length > 11) ? 13 : 16;
  const text = lines.map((line, n) =>
    draw("text", { x: 10, y: height - 12 - (lines.length - 1 - n) * size * 1.15, "font-size": size, fill: "#fffaf0" }, line),
  );
  const fade = draw("rect", { width: WIDTH, height: 26 + lines.length * size * 1.15, y: height - 26 - lines.length * size * 1.15, fill: ink.deep, opacity: 0.92 });
  const ground = draw("rect", { width: WIDTH, height, fill: ink.deep });
  return draw(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height}`, "aria-hidden": "true", focusable: "false" },
    ground,
    ...shape(ink, random, height),
    fade,
    ...text,
  );
}

function wrapped(title, most) {
  const lines = [""];
  for (const word of title.split(/\s+/)) {
    const line = lines.at(-1);
    if (line && line.length + word.length + 1 > 13) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  const kept = lines.slice(0, most).map((line) => (line.length > 15 ? `${line.slice(0, 14)}…` : line));
  if (lines.length > most) kept[most - 1] = `${kept[most - 1].replace(/…$/, "")}…`;
  return kept;
}

function sun(ink, random, height) {
  const y = height * (0.3 + random() * 0.15);
  const stripes = [0, 1, 2, 3].map((n) => draw("rect", { x: 0, y: y + 8 + n * 11, width: WIDTH, height: 3 + n * 1.5, fill: ink.mid }));
  return [draw("rect", { width: WIDTH, height, fill: ink.mid }), draw("circle", { cx: 35 + random() * 50, cy: y, r: 30 + random() * 12, fill: ink.bright }), ...stripes];
}

function hills(ink, random, height) {
  const ridge = (top, fill) => {
    const at = [0, 1, 2, 3].map(() => top + random() * 26);
    return draw("path", { d: `M0 ${at[0]}C30 ${at[1] - 22} 52 ${at[2] + 16} 74 ${at[2]}S110 ${at[3] - 12} 120 ${at[3]}V${height}H0Z`, fill });
  };
  return [
    draw("rect", { width: WIDTH, height, fill: ink.pale }),
    draw("circle", { cx: 25 + random() * 70, cy: height * 0.22, r: 12, fill: "#fffaf0" }),
    ridge(height * 0.34, ink.bright),
    ridge(height * 0.46, ink.mid),
    ridge(height * 0.6, ink.deep),
  ];
}

function rings(ink, random, height) {
  const [cx, cy] = [30 + random() * 60, height * (0.28 + random() * 0.15)];
  return [64, 50, 37, 25, 12].map((r, n) => draw("circle", { cx, cy, r, fill: n % 2 ? ink.mid : n === 4 ? ink.pale : ink.bright }));
}

function beams(ink, random, height) {
  const x = 20 + random() * 80;
  const ray = (n) => draw("path", { d: `M${x} ${height * 0.12}L${n * 24 - 30} ${height}H${n * 24 - 18}Z`, fill: n % 2 ? ink.bright : ink.pale, opacity: 0.85 });
  return [draw("rect", { width: WIDTH, height, fill: ink.mid }), ...[0, 1, 2, 3, 4, 5, 6].map(ray), draw("circle", { cx: x, cy: height * 0.12, r: 9, fill: "#fffaf0" })];
}

function panes(ink, random, height) {
  const fills = [ink.mid, ink.bright, ink.pale, ink.deep];
  const cells = [];
  for (let y = 0; y < height; y += 30)
    for (let x = 0; x < WIDTH; x += 30) {
      const fill = fills[Math.floor(random() * 4)];
      cells.push(draw("rect", { x, y, width: 30, height: 30, fill: fills[Math.floor(random() * 4)] }));
      if (random() < 0.55) cells.push(draw("path", { d: random() < 0.5 ? `M${x} ${y}h30a30 30 0 0 1-30 30Z` : `M${x + 30} ${y + 30}h-30a30 30 0 0 1 30-30Z`, fill }));
    }
  return cells;
}

function orbit(ink, random, height) {
  const cy = height * 0.36;
  const tilt = Math.floor(random() * 70) - 35;
  const stars = Array.from({ length: 22 }, () => draw("circle", { cx: random() * WIDTH, cy: random() * height * 0.75, r: 0.5 + random(), fill: ink.pale }));
  const path = draw("ellipse", { cx: 60, cy, rx: 52, ry: 15, fill: "none", stroke: ink.pale, "stroke-width": 2, transform: `rotate(${tilt} 60 ${cy})` });
  return [...stars, draw("circle", { cx: 60, cy, r: 24 + random() * 8, fill: ink.bright }), path];
}
