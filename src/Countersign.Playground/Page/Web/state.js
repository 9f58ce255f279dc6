// What the page shows now, and the only ways to change it.

import { get, post } from './api.js';
import { $, h } from './dom.js';
import { began, markRead, recall, remember } from './session.js';

// slack and teams are null for whoever is not in that workspace; here and tab belong to Slack, chat to Teams.
export const state = {
  data: null, slack: null, teams: null, me: null, here: null, tab: 'home', take: 40, chat: null, chatTake: 40,
  half: recall('half', 'slack'), both: true, panel: recall('panel', false), drawer: false, fetchedAt: 0, connected: true,
};

const drawers = [];
export const onDraw = draw => drawers.push(draw);

export function draw() {
  if (!state.data) return;
  if (document.visibilityState === 'visible') {
    const open = isOn('slack') && shows('messages') ? conversation() : null;
    const chat = isOn('teams') ? place() : null;
    for (const read of [open, chat]) if (read) markRead(state.me, read.id, read.recent);
  }
  for (const each of drawers) each(state);
}

/** The app's conversation has two tabs; channels have only messages. */
export const shows = tab => (isApp() ? state.tab : 'messages') === tab;
export const isApp = () => conversation()?.dm ?? false;

/** What is open in Slack, and in Teams; nothing for whoever is not there. */
export const conversation = () => state.slack?.conversations.find(one => one.id === state.here);
export const place = () => state.teams?.places.find(one => one.id === state.chat);

/** On a wide window both halves stand side by side, on others one of them. */
export const isOn = half => state.both || state.half === half;

let underWay = null;
let again = false;

/** Fetches and draws. While one fetch is under way, any number of further wishes become one more. */
export function refresh() {
  if (underWay) {
    again = true;
    return underWay;
  }
  underWay = look().finally(() => {
    underWay = null;
    if (again) {
      again = false;
      refresh();
    }
  });
  return underWay;
}

async function look() {
  const asked = { as: state.me ?? '', in: state.here ?? '', take: state.take, chat: state.chat ?? '', chatTake: state.chatTake };
  try {
    const data = await get('state', asked);
    // Meanwhile somebody may have become another person, or gone elsewhere.
    if ((state.me ?? '') !== asked.as || (state.here ?? '') !== asked.in || (state.chat ?? '') !== asked.chat) {
      again = true;
      return;
    }
    began(data.now);
    const { slack, teams } = data;
    // Whoever is only in the other half is met there.
    const half = !data[state.half] && data.me !== state.data?.me ? (slack ? 'slack' : 'teams') : state.half;
    Object.assign(state, { data, slack, teams, half, me: data.me, here: slack?.open ?? null, chat: teams?.open ?? null, fetchedAt: performance.now() });
    remember('me', state.me);
    const address = `#/${[state.me, state.here, state.chat].map(one => encodeURIComponent(one ?? '')).join('/')}`;
    if (location.hash !== address) history.replaceState(null, '', address);
    draw();
  } catch (fault) {
    toast(fault.message);
  }
}

export const playgroundNow = () => state.data.now + (performance.now() - state.fetchedAt);
export const seatOf = id => state.data.seats.find(seat => seat.id === id);
export const zone = () => seatOf(state.me)?.tz ?? 'Etc/UTC';
export const userOf = id => state.slack?.users.find(user => user.id === id);
export const isShown = id => state.slack?.open === id;

/** Becomes somebody else, in the same conversations if they are in them. */
export function become(me) {
  const here = isApp() ? null : state.here;
  const chat = place()?.kind === 'personal' ? null : state.chat;
  Object.assign(state, { me, here, chat, tab: 'messages', take: 40, chatTake: 40, drawer: false });
  return refresh();
}

/** Turns to one of the halves, where only one is shown. */
export function turnTo(half) {
  Object.assign(state, { half, drawer: false });
  remember('half', half);
  draw();
}

export function go(to, tab = 'messages') {
  Object.assign(state, { here: to, tab, take: 40, half: 'slack', drawer: false });
  if (isShown(to)) draw();
  return refresh();
}

export function goTeams(chat) {
  Object.assign(state, { chat, chatTake: 40, half: 'teams', drawer: false });
  if (state.teams?.open === chat) draw();
  return refresh();
}

/** Does something as the person one is; says so when it was refused. Null then. */
export async function act(name, body, workspace = 'acts') {
  try {
    return await post(`${workspace}/${name}`, { as: state.me, ...body });
  } catch (fault) {
    toast(fault.message);
    return null;
  } finally {
    refresh();
  }
}

export async function moveClock(step) {
  try {
    await post('clock', { as: state.me, step });
  } catch (fault) {
    toast(fault.message);
  }
  return refresh();
}

/** What stands behind an open form can't be read: then the word goes into the form. */
export function toast(words) {
  const line = h('p', { class: 'toast', role: 'alert' }, words);
  ([...document.querySelectorAll('dialog[open]')].at(-1) ?? $('toasts')).append(line);
  setTimeout(() => line.remove(), 7000);
}

/** For those who hear the page. It is gone soon, so that nobody comes across it later. */
export function announce(words) {
  $('announcer').textContent = words;
  setTimeout(() => {
    if ($('announcer').textContent === words) $('announcer').textContent = '';
  }, 3000);
}
