// Who one is, and where one can go.

import { $, fill, h, icon } from './dom.js';
import { avatar, localTime, roleOf } from './people.js';
import { unread } from './session.js';
import { become, draw, go, shows, state, userOf } from './state.js';
import { toggleDrawer } from './top.js';

let switching = false;

export function drawSidebar() {
  const { conversations } = state.data;
  fill($('side'),
    h('p', { class: 'workspace' }, state.data.team, h('button', { type: 'button', class: 'button quiet square only-narrow', key: 'close-drawer', 'aria-label': 'Close this list', onClick: toggleDrawer }, icon('close'))),
    switcher(),
    h('h2', null, 'Channels'),
    h('ul', null, conversations.filter(one => !one.dm).map(one => entry(one, icon(one.private ? 'lock' : 'hash'), one.name))),
    h('h2', null, 'Apps'),
    h('ul', null, conversations.filter(one => one.dm).map(one => entry(one, avatar(state.data.bot), 'Countersign'))),
    h('p', { class: 'foot-note' }, h('strong', null, 'Countersign playground'), ': nothing leaves this machine.'));
}

function entry(one, face, name) {
  const isHere = one.id === state.here;
  const count = isHere && shows('messages') ? 0 : unread(state.me, one.id, one.recent);
  return h('li', null, h('button', {
    type: 'button', class: count ? 'place has-news' : 'place', key: `to-${one.id}`, 'aria-current': isHere ? 'page' : null, onClick: () => go(one.id),
  }, face, h('span', { class: 'place-name' }, name), badge(count)));
}

const badge = count => count > 0 && h('span', { class: 'badge' }, h('span', { 'aria-hidden': 'true' }, count > 9 ? '9+' : String(count)), h('span', { class: 'unseen' }, `, ${count} new`));

function switcher() {
  const me = userOf(state.me);
  const elsewhere = state.data.seats.filter(seat => seat.id !== state.me && unread(seat.id, seat.dm, seat.recent) > 0).length;
  const open = h('button', {
    type: 'button', class: 'me', key: 'me', 'aria-expanded': String(switching), 'aria-controls': 'seats', onClick: () => toggle(!switching),
  }, avatar(me.id), h('span', { class: 'who' },
    h('span', { class: 'who-label' }, h('span', null, 'You are '), elsewhere > 0 && !switching && h('span', { class: 'elsewhere' }, `${elsewhere} more with news`)),
    ...whoIs(me)), icon('down'));
  return h('div', { class: 'switcher', onKeydown: event => event.key === 'Escape' && switching && (event.stopPropagation(), toggle(false)) },
    open, switching && h('ul', { id: 'seats', class: 'seats' }, state.data.seats.map(seat)));
}

/** The time where they are stands by the name: whether one can be asked now depends on it. */
const whoIs = user => [
  h('span', { class: 'who-name' }, h('strong', null, user.name), h('span', { class: 'unseen' }, ', '), h('small', { title: `Local time, ${user.tz}` }, localTime(user))),
  roleOf(user) && h('small', null, h('span', { class: 'unseen' }, ', '), roleOf(user)),
];

function seat(one) {
  const user = userOf(one.id);
  return h('li', null, h('button', {
    type: 'button', class: 'seat', key: `seat-${one.id}`, 'aria-current': one.id === state.me ? 'true' : null,
    onClick: () => {
      switching = false;
      become(one.id).then(() => (window.matchMedia('(max-width: 760px)').matches ? $('main') : $('side').querySelector('.me')).focus());
    },
  }, avatar(one.id), h('span', { class: 'who' }, ...whoIs(user)),
  badge(one.id === state.me ? 0 : unread(one.id, one.dm, one.recent))));
}

function toggle(to) {
  switching = to;
  drawSidebar();
  if (to) $('seats').querySelector('button')?.focus();
  else $('side').querySelector('.me')?.focus();
}

document.addEventListener('click', event => {
  if (switching && !event.composedPath().some(node => node.classList?.contains('switcher'))) toggle(false);
  if (state.drawer && !event.composedPath().some(node => node === $('side') || node.dataset?.key === 'drawer')) toggleDrawer();
});
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !state.drawer || document.querySelector('dialog[open]')) return;
  state.drawer = false;
  draw();
  $('top').querySelector('button').focus();
});
