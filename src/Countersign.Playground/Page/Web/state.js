// What the page shows now, and the only ways to change it.

import { get, post } from './api.js';
import { $, h } from './dom.js';
import { began, markRead, recall, remember } from './session.js';

export const state = {
  data: null, me: null, here: null, tab: 'home', take: 40, panel: recall('panel', false), drawer: false, fetchedAt: 0, connected: true,
};

const drawers = [];
export const onDraw = draw => drawers.push(draw);

export function draw() {
  if (!state.data) return;
  if (document.visibilityState === 'visible' && shows('messages')) {
    const open = state.data.conversations.find(one => one.id === state.here);
    if (open) markRead(state.me, open.id, open.recent);
  }
  for (const each of drawers) each(state);
}

/** The app's conversation has two tabs; channels have only messages. */
export const shows = tab => (isApp() ? state.tab : 'messages') === tab;
export const isApp = () => state.data.conversations.find(one => one.id === state.here)?.dm ?? false;

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
  const asked = { as: state.me ?? '', in: state.here ?? '', take: state.take };
  try {
    const data = await get('state', asked);
    // Meanwhile somebody may have become another person, or gone elsewhere.
    if ((state.me ?? '') !== asked.as || (state.here ?? '') !== asked.in) {
      again = true;
      return;
    }
    began(data.now);
    Object.assign(state, { data, me: data.me, here: data.open, fetchedAt: performance.now() });
    remember('me', state.me);
    const address = `#/${state.me}/${state.here}`;
    if (location.hash !== address) history.replaceState(null, '', address);
    draw();
  } catch (fault) {
    toast(fault.message);
  }
}

export const playgroundNow = () => state.data.now + (performance.now() - state.fetchedAt);
export const zone = () => userOf(state.me)?.tz ?? 'Etc/UTC';
export const userOf = id => state.data.users.find(user => user.id === id);
export const isShown = id => state.data.open === id;

/** Becomes somebody else, in the same conversation if they are in it. */
export function become(me) {
  const dm = isApp() ? null : state.here;
  Object.assign(state, { me, here: dm, tab: 'messages', take: 40, drawer: false });
  return refresh();
}

export function go(conversation, tab = 'messages') {
  Object.assign(state, { here: conversation, tab, take: 40, drawer: false });
  if (state.data.open === conversation) draw();
  return refresh();
}

/** Does something as the person one is; says so when it was refused. Null then. */
export async function act(name, body) {
  try {
    return await post(`acts/${name}`, { as: state.me, ...body });
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
