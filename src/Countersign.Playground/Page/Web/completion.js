// What can be completed where one writes, and the list that offers it. Focus stays in the line.

import { $, fill, h } from './dom.js';
import { roleOf } from './people.js';
import { state } from './state.js';

let open = null;

/** The choices in Slack for the text before the caret, or null. */
export function completes(text, caret) {
  const before = text.slice(0, caret);
  return commands(before) ?? verbs(before) ?? people(before);
}

function commands(before) {
  if (!/^\/\S*$/.test(before)) return null;
  const fits = state.slack.commands.filter(one => one.command.startsWith(before));
  return list(fits.map(one => ({ insert: `${one.command} `, from: 0, to: before.length, name: one.command, hint: one.hint, does: one.description })), fits.some(one => one.command === before) ? -1 : 0);
}

/** After a command, what the bot understands. “[link]” is not typed: it is what one pastes there. */
function verbs(before) {
  const [, command, rest] = /^(\/\S+) (\S*)$/.exec(before) ?? [];
  const known = state.slack.commands.find(one => one.command === command);
  if (!known) return null;
  const fits = known.verbs.filter(one => one.example.startsWith(rest) && !(rest && one.example.startsWith('[')));
  const choices = fits.map(one => {
    const [word, ...more] = one.example.split(' ');
    return { insert: word.startsWith('[') ? '' : more.length ? `${word} ` : word, from: command.length + 1, to: before.length, name: `${command} ${one.example}`, does: one.does };
  });
  return list(choices, !rest || fits.some(one => one.example === rest) ? -1 : 0);
}

function people(before) {
  const [whole, typed] = /(?:^|\s)@([^\s@]*(?: [^\s@]*)?)$/.exec(before) ?? [];
  if (whole === undefined) return null;
  const wanted = typed.toLowerCase();
  const fits = state.slack.users.filter(user => !user.app && !user.gone && (user.name.toLowerCase().startsWith(wanted) || user.handle.startsWith(wanted)));
  const from = before.length - typed.length - 1;
  return list(fits.slice(0, 8).map(user => ({ insert: `@${user.name} `, from, to: before.length, mention: user.id, name: user.name, hint: `@${user.handle}`, does: roleOf(user) })), 0);
}

export const list = (choices, at) => (choices.length ? { choices, at } : null);

/** In the list that the line controls. */
export function showList(input, { choices, at }, pick) {
  if (open && open.input !== input) closeList();
  const box = $(input.getAttribute('aria-controls'));
  open = { input, box, choices, at, pick };
  fill(box, choices.map((one, i) => h('div', { role: 'option', id: `${box.id}-${i}`, class: 'choice', 'aria-selected': 'false', onMousedown: event => { event.preventDefault(); take(i); } },
    h('span', { class: 'choice-name' }, one.name, one.hint && h('span', { class: 'choice-hint' }, ` ${one.hint}`)), one.does && h('span', { class: 'choice-does' }, one.does))));
  box.hidden = false;
  input.setAttribute('aria-expanded', 'true');
  select(at);
}

export function closeList() {
  if (!open) return;
  const { input, box } = open;
  open = null;
  box.hidden = true;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function select(at) {
  open.at = at;
  const { input, box } = open;
  for (const [i, option] of [...box.children].entries()) option.setAttribute('aria-selected', String(i === at));
  if (at < 0) input.removeAttribute('aria-activedescendant');
  else {
    input.setAttribute('aria-activedescendant', `${box.id}-${at}`);
    box.children[at].scrollIntoView({ block: 'nearest' });
  }
}

function take(at) {
  const { choices, pick } = open;
  closeList();
  pick(choices[at]);
}

/** True when the list made use of the key. */
export function listKeys(event) {
  if (!open) return false;
  const { choices, at } = open;
  if (event.key === 'ArrowDown') select((at + 1) % choices.length);
  else if (event.key === 'ArrowUp') select(at <= 0 ? choices.length - 1 : at - 1);
  else if (event.key === 'Escape') closeList();
  // Where nothing is chosen, Tab moves on and Enter sends: the list is no trap.
  else if (at >= 0 && (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey))) take(at);
  else return false;
  return true;
}
