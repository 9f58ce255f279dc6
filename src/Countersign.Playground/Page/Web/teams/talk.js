// The open conversation in Teams: its head, its messages and the message box.

import { $, fill, h, icon } from '../dom.js';
import { appFace, face } from '../people.js';
import { menuButton } from '../menu.js';
import { notHere } from '../conversation.js';
import { place, state } from '../state.js';
import { drawPosts, postPane } from './posts.js';
import { drawTyping, typing } from './typing.js';
import { teamsAct } from './acts.js';

let drawn = null;

export function drawChat() {
  const open = place();
  const shown = open ? `${state.me} ${open.id} ${state.teams.installed}` : state.me;
  if (drawn !== shown) {
    drawn = shown;
    fill($('chat'), open ? [head(open), postPane(open), state.teams.installed || open.kind !== 'personal' ? typing(open) : offer()] : notHere('Teams', 'Slack'));
  }
  if (!open) return;
  drawPosts();
  drawTyping();
}

function head(open) {
  const about = open.kind === 'personal' ? h('span', { class: 'tag' }, 'APP') : h('span', { class: 'members' }, open.team ? `${open.team} · ` : '', open.members === 1 ? '1 person' : `${open.members} people`);
  return h('div', { class: 'head' },
    h('h2', null, open.kind === 'personal' ? appFace() : open.kind === 'group' ? face(open.name) : icon('hash'), open.name), about,
    open.kind === 'personal' && state.teams.installed && menuButton({ class: 'button quiet square aside', 'aria-label': 'About this app', key: 'about-app' }, icon('more'),
      [{ label: 'Remove Countersign', hint: 'It can’t write to you here any more', pick: () => teamsAct('uninstall', {}) }]));
}

/** In place of the message box, for whoever has not got the app. */
function offer() {
  return h('div', { class: 'offer' }, h('p', null, 'Countersign is not installed for you, so it can’t write to you here.'),
    h('button', { type: 'button', class: 'button primary', key: 'install', onClick: () => teamsAct('install', {}) }, 'Add Countersign'));
}
