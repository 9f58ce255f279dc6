// Who one is: one person in both workspaces.

import { $, h, icon } from './dom.js';
import { face, localTime } from './people.js';
import { unread } from './session.js';
import { badge } from './sidebar.js';
import { become, seatOf, state } from './state.js';
import { drawTop } from './top.js';

let switching = false;

export function switcher() {
  const me = seatOf(state.me);
  const elsewhere = state.data.seats.filter(seat => seat.id !== state.me && news(seat) > 0).length;
  const open = h('button', {
    type: 'button', class: 'me', key: 'me', 'aria-expanded': String(switching), 'aria-controls': 'seats', onClick: () => toggle(!switching),
  }, face(me.name), h('span', { class: 'who' },
    h('span', { class: 'who-label' }, h('span', null, 'You are '), elsewhere > 0 && !switching && h('span', { class: 'elsewhere' }, String(elsewhere), h('span', { class: 'spoken-narrow' }, ' more with news'))),
    ...whoIs(me)), icon('down'));
  return h('div', { class: 'switcher', onKeydown: event => event.key === 'Escape' && switching && (event.stopPropagation(), toggle(false)) },
    open, switching && h('ul', { id: 'seats', class: 'seats' }, state.data.seats.map(seat)));
}

/** The time where they are stands by the name: whether one can be asked now depends on it. */
const whoIs = (seat, isListed) => [
  h('span', { class: 'who-name' }, h('strong', null, seat.name), h('span', { class: 'unseen' }, ', '), h('small', { title: `Local time, ${seat.tz}` }, localTime(seat))),
  h('small', { class: isListed ? '' : 'not-phone' }, h('span', { class: 'unseen' }, ', '), isListed ? [seat.title, where(seat)].filter(Boolean).join(' · ') : seat.title),
];

const where = seat => (seat.dm && seat.chat ? 'Slack and Teams' : seat.dm ? 'Slack' : 'Teams');

const news = seat => [[seat.dm, seat.recent], [seat.chat, seat.chatRecent]].reduce((sum, [where, recent]) => sum + (where ? unread(seat.id, where, recent) : 0), 0);

function seat(one) {
  return h('li', null, h('button', {
    type: 'button', class: 'seat', key: `seat-${one.id}`, 'aria-current': one.id === state.me ? 'true' : null,
    onClick: () => {
      switching = false;
      become(one.id).then(() => $('top').querySelector('.me').focus());
    },
  }, face(one.name), h('span', { class: 'who' }, ...whoIs(one, true)),
  badge(one.id === state.me ? 0 : news(one))));
}

function toggle(to) {
  switching = to;
  drawTop();
  if (to) $('seats').querySelector('button')?.focus();
  else $('top').querySelector('.me')?.focus();
}

document.addEventListener('click', event => {
  if (switching && !event.composedPath().some(node => node.classList?.contains('switcher'))) toggle(false);
});
