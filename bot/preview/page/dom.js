// Elements are made here and nowhere else, from names and text only: nothing is ever parsed as HTML.

/** Makes an element. Properties starting with `on` are listeners, the others attributes; `undefined` and `false` are left out. */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Drawn on a 24 × 24 field, as strokes. */
const ICONS = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  command: 'M15 5l-6 14',
  attach: 'M20 11l-8.200 8.200a5 5 0 0 1-7-7L13 4a3.400 3.400 0 0 1 4.800 4.800l-8.200 8.200a1.700 1.700 0 0 1-2.400-2.400L14.700 7',
  send: 'M5 12l15-7-5 15-3.500-6.500z',
  reply: 'M10 7L5 12l5 5M5 12h9a5 5 0 0 1 5 5v1',
  edit: 'M5 19l1-4L16 5l3 3L9 18z',
  remove: 'M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M12 5v14M6 13l6 6 6-6',
  file: 'M7 4h7l4 4v12H7zM14 4v4h4',
  link: 'M9 15l6-6M10 7l2-2a4 4 0 0 1 6 6l-2 2M14 17l-2 2a4 4 0 0 1-6-6l2-2',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  search: 'M11 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M16 16l4 4',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M5 20c1-4 4-5 7-5s6 1 7 5',
  group: 'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M3 19c.5-3.500 3-5 6-5s5.500 1.500 6 5M16 11a3 3 0 0 0 0-6M17 14c2.500.3 4 1.900 4.300 5',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** Puts new children in; the focus goes to the control that stands where the focused one stood. */
export function replaceKeepingFocus(container, ...children) {
  const controls = () => [...container.querySelectorAll('button, a, input')];
  const place = controls().indexOf(document.activeElement);
  container.replaceChildren(...children);
  if (place >= 0) (controls()[place] ?? controls().at(-1))?.focus();
}

export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page: an element "${id}" expected, found none`);
  return element;
}
