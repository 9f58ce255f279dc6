// The bar above everything: what this is, the clock, and what opens beside.

import { $, fill, h, icon } from './dom.js';
import { remember, unread } from './session.js';
import { draw, moveClock, playgroundNow, state, turnTo, zone } from './state.js';
import { fullTime, shortDay, timeOf } from './dates.js';
import { showGuide } from './guide.js';
import { badge } from './sidebar.js';
import { switcher } from './switcher.js';

const STEPS = [['15m', '', '+15 min'], ['4h', '', '+4 h'], ['monday', 'Next ', 'Monday 09:00']];

export function drawTop() {
  fill($('top'),
    h('button', { type: 'button', class: 'button quiet square only-narrow', key: 'drawer', 'aria-label': 'Conversations', 'aria-expanded': String(state.drawer), 'aria-controls': state.half === 'slack' ? 'side' : 'chats', onClick: toggleDrawer }, icon('menu')),
    h('h1', { class: 'brand' }, h('img', { src: '/playground/icon.svg', alt: '', width: 24, height: 24 }), h('span', null, 'Countersign'), h('span', { class: 'brand-more' }, 'playground')),
    switcher(),
    clock(),
    !state.both && halves(),
    h('div', { class: 'top-tools' },
      h('a', { class: 'button quiet', key: 'dashboard', href: '/dashboard/', 'aria-label': 'Dashboard' }, icon('board'), h('span', { class: 'not-narrow' }, 'Dashboard')),
      h('button', { type: 'button', class: 'button quiet', key: 'panel', 'aria-label': 'Behind the scenes', 'aria-pressed': String(state.panel), 'aria-controls': 'backstage', onClick: togglePanel }, icon('backstage'), h('span', { class: 'not-narrow' }, 'Behind the scenes')),
      h('button', { type: 'button', class: 'button quiet square', key: 'guide', 'aria-label': 'Show the guide', title: 'Show the guide', onClick: showGuide }, '?')),
    !state.connected && h('p', { class: 'lost', role: 'status' }, 'The playground does not answer. This page goes on as soon as it does.'));
  tick();
}

/** Where both have no room: which of them is shown, and whether the other has news. */
function halves() {
  return h('div', { class: 'which', role: 'group', 'aria-label': 'Workspace' }, [['slack', 'Slack'], ['teams', 'Teams']].map(([half, name]) =>
    h('button', { type: 'button', class: `which-one to-${half}`, key: `to-${half}`, 'aria-pressed': String(state.half === half), onClick: () => turnTo(half) }, name, badge(state.half === half ? 0 : newsIn(half)))));
}

const newsIn = half => (state[half]?.conversations ?? state[half]?.places ?? []).reduce((sum, one) => sum + unread(state.me, one.id, one.recent), 0);

function clock() {
  return h('div', { class: 'clock', role: 'group', 'aria-label': 'Playground clock' },
    icon('clock'),
    h('time', { id: 'now', class: 'now' }),
    h('span', { class: 'steps' }, STEPS.map(([step, more, name]) =>
      h('button', { type: 'button', class: 'button quiet step', key: `step-${step}`, title: 'Move the clock', onClick: () => moveClock(step) },
        more && h('span', { class: 'spoken-narrow' }, more), name))));
}

function tick() {
  const now = $('now');
  if (!now || !state.data) return;
  const ms = playgroundNow();
  const [weekday, date] = shortDay(ms, zone()).split(', ');
  const words = `${weekday}, ${date}, ${timeOf(ms, zone())}`;
  if (now.textContent === words) return;
  now.replaceChildren(weekday, h('span', { class: 'not-phone' }, `, ${date}`), `, ${timeOf(ms, zone())}`);
  now.dateTime = new Date(ms).toISOString();
  now.title = `${fullTime(ms, zone())}: the playground's time where you are`;
}
setInterval(tick, 1000);

export function toggleDrawer() {
  state.drawer = !state.drawer;
  draw();
  (state.drawer ? $(state.half === 'slack' ? 'side' : 'chats').querySelector('button') : $('top').querySelector('button'))?.focus();
}

export function togglePanel() {
  state.panel = !state.panel;
  remember('panel', state.panel);
  draw();
  (state.panel ? $('backstage').querySelector('button') : $('top').querySelector('[data-key="panel"]'))?.focus();
}
