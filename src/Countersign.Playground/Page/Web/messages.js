// The messages of the open conversation. One that did not change keeps its nodes, and with them focus and menus.

import { $, fill, h, icon } from './dom.js';
import { message } from './message.js';
import { announce, isApp, isShown, state, zone } from './state.js';
import { dayOf, longDay, nearDay } from './dates.js';
import { isDismissed } from './session.js';
import { nameOf } from './people.js';
import { refresh } from './state.js';

let known = new Map();
let newest = null;

export function messagePane(open) {
  known = new Map();
  newest = null;
  const name = open.dm ? 'Messages with Countersign' : `Messages in ${open.name}`;
  return h('div', { id: 'pane', class: 'pane', ...(open.dm ? { role: 'tabpanel', 'aria-labelledby': 'tab-messages' } : {}) },
    h('div', { id: 'scroll', class: 'scroll', role: 'region', 'aria-label': name, tabindex: '0' }));
}

export function drawMessages() {
  const scroll = $('scroll');
  if (!scroll || !isShown(state.here)) return;
  const wasAtEnd = newest === null || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  const shown = state.data.messages.filter(one => !isDismissed(one.ts));
  const held = document.activeElement?.closest?.('#scroll [data-key]')?.dataset.key;
  const heldIn = document.activeElement?.closest?.('[data-ts]')?.dataset.ts;
  fill(scroll, state.data.older && earlier(), shown.length ? h('ol', { class: 'messages' }, items(shown)) : empty());
  if (held && heldIn) scroll.querySelector(`[data-ts="${heldIn}"] [data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  const last = shown.at(-1);
  if (newest !== null && last && last.ts > newest && last.user !== state.me) announce(`${nameOf(last.user)}: ${last.text || 'a new message'}`);
  if (wasAtEnd || (last && newest !== null && last.ts > newest && (last.user === state.me || last.onlyYou))) scroll.scrollTop = scroll.scrollHeight;
  newest = last?.ts ?? '0';
}

/** Parents in order, each with its replies, under the days they came on. */
function items(shown) {
  const parents = new Set(shown.filter(one => !one.thread).map(one => one.ts));
  const made = [];
  const kept = new Map();
  const today = dayOf(state.data.now, zone());
  let day = null;
  for (const one of shown.filter(each => !each.thread || !parents.has(each.thread))) {
    const replies = shown.filter(reply => reply.thread === one.ts && reply !== one);
    const ms = Number(one.ts) * 1000;
    const on = dayOf(ms, zone());
    if (on !== day) made.push(h('li', { class: 'day' }, h('span', null, dayWords(ms))));
    day = on;
    const sign = JSON.stringify([one, replies, today, state.data.users.length]);
    const node = known.get(one.ts)?.sign === sign ? known.get(one.ts).node : h('li', null, message(one), replies.length > 0 && thread(replies));
    kept.set(one.ts, { sign, node });
    made.push(node);
  }
  known = kept;
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
