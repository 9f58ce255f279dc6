// Makes elements. Text goes in as text nodes only, so nothing that people or the bot wrote is ever read as markup.

export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (name === 'class') element.className = value;
    else if (name === 'key') element.dataset.key = value;
    else if (name in PROPERTIES) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false && child !== ''));
  return element;
}

const PROPERTIES = { value: 1, checked: 1, selected: 1, disabled: 1, hidden: 1 };

export const $ = id => document.getElementById(id);

/** Fills an element anew; whoever had the focus in it keeps it, by the key of what was focused, or gets it on the whole. */
export function fill(element, ...children) {
  const hadFocus = element.contains(document.activeElement) && document.activeElement !== element;
  const held = hadFocus ? document.activeElement.closest('[data-key]')?.dataset.key : null;
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (hadFocus) refocus(element, held);
}

export function refocus(element, key) {
  const same = key && element.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (same || (element.hasAttribute('tabindex') ? element : null))?.focus({ preventScroll: true });
}

/** Makes the nodes the children, in order. Those that stay are not touched: they keep focus, selection and what is open in them. */
export function patch(element, nodes) {
  const stay = new Set(nodes);
  for (const child of [...element.childNodes]) if (!stay.has(child)) child.remove();
  let at = element.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else element.insertBefore(node, at);
  }
}

/** Icons are drawn, not loaded: a path in a 20 by 20 field. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

const PATHS = {
  menu: 'M3 5.500h14M3 10h14M3 14.500h14',
  close: 'M5 5l10 10M15 5L5 15',
  down: 'M5 8l5 5 5-5',
  more: 'M4.500 10h.01M10 10h.01M15.500 10h.01',
  eye: 'M2.500 10S5.500 5 10 5s7.500 5 7.500 5-3 5-7.500 5-7.500-5-7.500-5zm7.500 2a2 2 0 100-4 2 2 0 000 4',
  clock: 'M10 3a7 7 0 100 14 7 7 0 000-14zm0 3.500V10l2.500 2',
  hash: 'M8 3.500L6 16.500M14 3.500l-2 13M3.500 7.500h13M3 12.500h13',
  lock: 'M6 9V6.500a4 4 0 018 0V9M5 9h10v7.500H5z',
  bolt: 'M11 3L5 11h4.500L9 17l6-8h-4.500z',
  send: 'M3.500 10L16.500 4l-4 12.500-3-5zM9.500 11.500L16.500 4',
  backstage: 'M3.500 5.500L7.500 10l-4 4.500M9.500 15h7',
  board: 'M3.500 4h13v12h-13zM3.500 8h13M8.500 8v8',
  signed: 'M3 16.500h14M4 9.500l4 4L16.500 4',
  plus: 'M10 4v12M4 10h12',
  edit: 'M4 16l1-4 8-8 3 3-8 8z',
};
