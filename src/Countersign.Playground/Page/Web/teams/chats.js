// Where one can go in Teams: the chat with the app, group chats, teams with their channels.

import { $, fill, h, icon } from '../dom.js';
import { appFace, face } from '../people.js';
import { unread } from '../session.js';
import { badge, workspace } from '../sidebar.js';
import { goTeams, isOn, state } from '../state.js';

export function drawChats() {
  const places = state.teams?.places ?? [];
  const teams = [...new Set(places.map(one => one.team).filter(Boolean))];
  fill($('chats'),
    workspace('Teams'),
    h('h2', null, 'Chat'),
    h('ul', null, places.filter(one => one.kind !== 'channel').map(one => entry(one, one.kind === 'personal' ? appFace() : face(one.name)))),
    teams.map(team => [h('h2', null, team), h('ul', null, places.filter(one => one.team === team).map(one => entry(one, icon('hash'))))]));
}

function entry(one, picture) {
  const isHere = one.id === state.chat;
  const count = isHere && isOn('teams') ? 0 : unread(state.me, one.id, one.recent);
  return h('li', null, h('button', {
    type: 'button', class: count ? 'place has-news' : 'place', key: `chat-${one.id}`, 'aria-current': isHere ? 'page' : null, onClick: () => goTeams(one.id),
  }, picture, h('span', { class: 'place-name' }, one.name), badge(count)));
}
