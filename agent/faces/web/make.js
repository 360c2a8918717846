// Elements from text: whatever models and catalogues say enters the page as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== "" && child !== null && child !== undefined));
  return element;
}

export function button(words, className, onClick) {
  const element = make("button", className, words);
  element.type = "button";
  element.addEventListener("click", onClick);
  return element;
}

export function draw(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Sets the text only where it differs, so that a stream moves nothing that already stands.
export function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

// As many paragraphs as lines, those that stand kept.
export function paragraphs(element, lines) {
  while (element.childElementCount > lines.length) element.lastChild.remove();
  while (element.childElementCount < lines.length) element.append(make("p"));
  lines.forEach((line, n) => say(element.children[n], line));
}
