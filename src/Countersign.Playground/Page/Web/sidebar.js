// Where one can go in Slack.

import { $, fill, h, icon } from './dom.js';
import { avatar } from './people.js';
import { unread } from './session.js';
import { draw, go, isOn, shows, state } from './state.js';
import { toggleDrawer } from './top.js';

export function drawSidebar() {
  const conversations = state.slack?.conversations ?? [];
  fill($('side'),
    workspace('Slack'),
    h('h2', null, 'Channels'),
    h('ul', null, conversations.filter(one => !one.dm).map(one => entry(one, icon(one.private ? 'lock' : 'hash'), one.name))),
    h('h2', null, 'Apps'),
    h('ul', null, conversations.filter(one => one.dm).map(one => entry(one, avatar(state.slack.bot), 'Countersign'))),
    h('p', { class: 'foot-note' }, h('strong', null, 'Countersign playground'), ': nothing leaves this machine.'));
}

export function workspace(name) {
  return h('p', { class: 'workspace' }, h('span', null, name, h('small', null, ` ${state.data.team}`)),
    h('button', { type: 'button', class: 'button quiet square only-narrow', key: 'close-drawer', 'aria-label': 'Close this list', onClick: toggleDrawer }, icon('close')));
}

function entry(one, face, name) {
  const isHere = one.id === state.here;
  const count = isHere && isOn('slack') && shows('messages') ? 0 : unread(state.me, one.id, one.recent);
  return h('li', null, h('button', {
    type: 'button', class: count ? 'place has-news' : 'place', key: `to-${one.id}`, 'aria-current': isHere ? 'page' : null, onClick: () => go(one.id),
  }, face, h('span', { class: 'place-name' }, name), badge(count)));
}

export const badge = count => count > 0 && h('span', { class: 'badge' }, h('span', { 'aria-hidden': 'true' }, count > 9 ? '9+' : String(count)), h('span', { class: 'unseen' }, `, ${count} new`));

document.addEventListener('click', event => {
  if (state.drawer && !event.composedPath().some(node => node === $('side') || node === $('chats') || node.dataset?.key === 'drawer')) toggleDrawer();
});
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || !state.drawer || document.querySelector('dialog[open]')) return;
  state.drawer = false;
  draw();
  $('top').querySelector('button').focus();
});
