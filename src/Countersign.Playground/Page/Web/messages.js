// The messages of the open conversation. One that did not change keeps its nodes, and with them focus and menus.

import { $, h, icon, patch, refocus } from './dom.js';
import { message } from './message.js';
import { announce, isApp, isShown, state, zone } from './state.js';
import { dayOf, longDay, nearDay } from './dates.js';
import { isDismissed } from './session.js';
import { nameOf } from './people.js';
import { refresh } from './state.js';

let known = new Map();
let list = null;
let newest = null;

export function messagePane(open) {
  known = new Map();
  list = h('ol', { class: 'messages' });
  newest = null;
  const name = open.dm ? 'Messages with Countersign' : `Messages in ${open.name}`;
  return h('div', { id: 'pane', class: 'pane', ...(open.dm ? { role: 'tabpanel', 'aria-labelledby': 'tab-messages' } : {}) },
    h('div', { id: 'scroll', class: 'scroll', role: 'region', 'aria-label': name, tabindex: '0' }));
}

export function drawMessages() {
  const scroll = $('scroll');
  if (!scroll || !isShown(state.here)) return;
  const wasAtEnd = newest === null || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  const shown = state.slack.messages.filter(one => !isDismissed(one.ts));
  const held = document.activeElement?.closest?.('#scroll [data-ts]') ? document.activeElement : null;
  const heldIn = held?.closest('[data-ts]').dataset.ts;
  patch(list, items(shown));
  patch(scroll, [state.slack.older ? keep('earlier', '', earlier) : null, shown.length ? list : keep('empty', '', empty)].filter(Boolean));
  // What was focused went with the old card: the same place on the new one, or the card itself.
  if (held && !held.isConnected) refocus(scroll.querySelector(`[data-ts="${heldIn}"]`) ?? scroll, held.dataset.key);
  const last = shown.at(-1);
  if (newest !== null && last && last.ts > newest && last.user !== state.me) announce(`${nameOf(last.user)}: ${last.text || 'a new message'}`);
  if (wasAtEnd || (last && newest !== null && last.ts > newest && (last.user === state.me || last.onlyYou))) scroll.scrollTop = scroll.scrollHeight;
  newest = last?.ts ?? '0';
}

/** The node made before, if what it shows is the same. */
function keep(key, sign, make) {
  const node = known.get(key)?.sign === sign ? known.get(key).node : make();
  known.set(key, { sign, node });
  return node;
}

/** Parents in order, each with its replies, under the days they came on. */
function items(shown) {
  const parents = new Set(shown.filter(one => !one.thread).map(one => one.ts));
  const made = [];
  const today = dayOf(state.data.now, zone());
  let day = null;
  for (const one of shown.filter(each => !each.thread || !parents.has(each.thread))) {
    const replies = shown.filter(reply => reply.thread === one.ts && reply !== one);
    const ms = Number(one.ts) * 1000;
    const on = dayOf(ms, zone());
    if (on !== day) made.push(keep(`day ${on}`, today, () => h('li', { class: 'day' }, h('span', null, dayWords(ms)))));
    day = on;
    made.push(keep(one.ts, JSON.stringify([one, replies, today]), () => h('li', null, message(one), replies.length > 0 && thread(replies))));
  }
  return made;
}

const thread = replies => h('ol', { class: 'replies', 'aria-label': replies.length === 1 ? '1 reply' : `${replies.length} replies` }, replies.map(reply => h('li', null, message(reply))));

function dayWords(ms) {
  const near = nearDay(ms, state.data.now, zone());
  return near ? near[0].toUpperCase() + near.slice(1) : longDay(ms, zone());
}

function earlier() {
  return h('p', { class: 'earlier' }, h('button', { type: 'button', class: 'button', key: 'earlier', onClick: () => { state.take += 200; refresh(); } }, 'Show earlier messages'));
}

function empty() {
  return h('div', { class: 'empty' }, icon('signed'), h('p', null, isApp()
    ? 'No messages yet. Cards that ask you for a sign-off come here.'
    : 'No messages here yet. What is asked for this channel’s services is shown here.'));
}
