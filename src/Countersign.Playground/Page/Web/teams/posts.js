// The messages of the open conversation in Teams: a chat's one below the other, a channel's by threads. What did not change keeps its nodes.

import { $, h, icon, patch, refocus } from '../dom.js';
import { dayOf, longDay, nearDay } from '../dates.js';
import { announce, isOn, place, refresh, state, zone } from '../state.js';
import { nameIn, teamsAct } from './acts.js';
import { post, wordOf } from './post.js';
import { answerIn } from './typing.js';

let known = new Map();
let list = null;
let newest = null;
const asked = new Set();

export function postPane(open) {
  known = new Map();
  list = h('ol', { class: `posts in-${open.kind}` });
  newest = null;
  return h('div', { class: 'pane' }, h('div', { id: 'posts', class: 'scroll', role: 'region', 'aria-label': `Messages in ${open.name} in Teams`, tabindex: '0' }));
}

export function drawPosts() {
  const scroll = $('posts');
  if (!scroll || state.teams.open !== state.chat) return;
  const shown = state.teams.messages;
  const wasAtEnd = newest === null || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  const held = document.activeElement?.closest?.('#posts [data-id]') ? document.activeElement : null;
  const heldIn = held?.closest('[data-id]').dataset.id;
  patch(list, items(shown));
  patch(scroll, [state.teams.older ? keep('earlier', '', earlier) : null, shown.length ? list : keep('empty', '', empty)].filter(Boolean));
  // What was focused went with the old card: the same place on the new one, or the message itself.
  if (held && !held.isConnected) refocus(scroll.querySelector(`[data-id="${heldIn}"]`) ?? scroll, held.dataset.key);
  const last = shown.at(-1);
  if (newest !== null && last && last.ts > newest && last.from !== state.teams.me) announce(`${nameIn(last.from)}: ${last.summary || 'a new message'}`);
  if (wasAtEnd || (last && newest !== null && last.ts > newest && last.from === state.teams.me)) scroll.scrollTop = scroll.scrollHeight;
  newest = last?.ts ?? '0';
  if (isOn('teams') && document.visibilityState === 'visible') look(shown);
}

/** Cards that refresh themselves for this person do so when they are seen, once for each version. */
function look(shown) {
  for (const one of shown.filter(each => each.refresh)) {
    const key = `${state.me} ${one.id} ${one.versions}`;
    if (asked.has(key)) continue;
    asked.add(key);
    teamsAct('look', { on: { place: state.chat, message: one.id } });
  }
}

function keep(key, sign, make) {
  const node = known.get(key)?.sign === sign ? known.get(key).node : make();
  known.set(key, { sign, node });
  return node;
}

/** Under the days they came on; in a channel each thread stands where it began. */
function items(shown) {
  const first = new Set(shown.filter(one => one.thread === null || one.thread === one.id).map(one => one.id));
  const made = [];
  const today = dayOf(state.data.now, zone());
  let day = null;
  for (const one of shown.filter(each => first.has(each.id) || !first.has(each.thread))) {
    const replies = one.thread ? shown.filter(reply => reply.thread === one.thread && reply !== one && first.has(one.id)) : [];
    const on = dayOf(one.at, zone());
    if (on !== day) made.push(keep(`day ${on}`, today, () => h('li', { class: 'day' }, h('span', null, dayWords(one.at)))));
    day = on;
    const sign = JSON.stringify([one, replies, today, [one, ...replies].map(each => wordOf(each.id))]);
    made.push(keep(one.id, sign, () => h('li', { class: one.from === state.teams.me ? 'mine' : null }, one.thread ? thread(one, replies) : post(one))));
  }
  return made;
}

function thread(one, replies) {
  return h('div', { class: 'thread' }, post(one),
    replies.length > 0 && h('ol', { class: 'answers', 'aria-label': replies.length === 1 ? '1 reply' : `${replies.length} replies` }, replies.map(reply => h('li', null, post(reply)))),
    h('button', { type: 'button', class: 'link answer', key: `answer ${one.id}`, onClick: () => answerIn(one) }, 'Reply'));
}

function dayWords(ms) {
  const near = nearDay(ms, state.data.now, zone());
  return near ? near[0].toUpperCase() + near.slice(1) : longDay(ms, zone());
}

function earlier() {
  return h('p', { class: 'earlier' }, h('button', { type: 'button', class: 'button', key: 'earlier-posts', onClick: () => { state.chatTake += 200; refresh(); } }, 'Show earlier messages'));
}

function empty() {
  const { kind, hasBot } = place();
  return h('div', { class: 'empty' }, icon('signed'), h('p', null, kind === 'personal'
    ? 'No messages yet. Cards that ask you for a sign-off come here.'
    : hasBot ? 'Nothing here yet. Mention @Countersign to ask it something.' : 'Countersign has not been added here.'));
}
