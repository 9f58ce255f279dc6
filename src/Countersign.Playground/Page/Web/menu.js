// A button that opens a list of choices, with the keys that menus have.

import { h } from './dom.js';

let open = null;

/** choices: [{label, hint?, pick}] */
export function menuButton(props, face, choices) {
  const button = h('button', { type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', ...props, onClick: () => (open?.button === button ? close() : show(button, choices)) }, face);
  button.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown' || open) return;
    event.preventDefault();
    show(button, choices);
  });
  return button;
}

function show(button, choices) {
  close();
  const items = choices.map(choice => h('button', { type: 'button', role: 'menuitem', tabindex: '-1', onClick: () => { close(true); choice.pick(); } },
    h('span', null, choice.label), choice.hint && h('small', null, choice.hint)));
  const list = h('div', { class: 'menu', role: 'menu', 'aria-label': button.getAttribute('aria-label') ?? button.textContent }, items);
  list.addEventListener('keydown', event => keys(event, items));
  button.closest('dialog, .half').append(list);
  place(list, button);
  button.setAttribute('aria-expanded', 'true');
  open = { button, list };
  items[0]?.focus();
  // After the click that opened it; by then it may be closed again.
  setTimeout(() => open?.list === list && document.addEventListener('click', outside), 0);
  window.addEventListener('resize', away);
  document.addEventListener('scroll', away, true);
}

const away = () => close();
const outside = event => open && !open.list.contains(event.target) && close();

function close(refocus) {
  if (!open) return;
  const { button, list } = open;
  open = null;
  list.remove();
  button.setAttribute('aria-expanded', 'false');
  document.removeEventListener('click', outside);
  window.removeEventListener('resize', away);
  document.removeEventListener('scroll', away, true);
  if (refocus) button.focus();
}

function keys(event, items) {
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at + items.length - 1) % items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items[to].focus();
  else if (event.key === 'Escape') close(true);
  else if (event.key === 'Tab') close(true);
  else return;
  if (event.key !== 'Tab') event.preventDefault();
  event.stopPropagation();
}

/** Under the button, or above it where there is no room. */
function place(list, button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const below = at.bottom + height + 12 < window.innerHeight;
  list.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
  list.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - height - 4)}px`;
}
