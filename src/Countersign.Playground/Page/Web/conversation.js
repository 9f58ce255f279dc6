// The open conversation: its head, its messages or the app's Home tab, and the composer.

import { $, fill, h, icon } from './dom.js';
import { avatar } from './people.js';
import { drawMessages, messagePane } from './messages.js';
import { composer, drawComposer } from './composer.js';
import { drawHome, homePane } from './home.js';
import { remember } from './session.js';
import { act, conversation, draw, isApp, seatOf, shows, state } from './state.js';

let drawn = null;

export function drawMain() {
  const open = conversation();
  if (!open) return away();
  const face = `${state.me} ${open.id} ${open.dm ? state.tab : ''}`;
  if (drawn !== face) {
    const tab = document.activeElement?.closest?.('[role="tab"]') ? state.tab : null;
    drawn = face;
    fill($('talk'), head(open), shows('home') ? homePane() : [messagePane(open), composer(open)]);
    if (tab) $(`tab-${tab}`)?.focus();
    if (shows('home')) act('home', {});
  }
  if (shows('home')) drawHome();
  else {
    drawMessages();
    drawComposer();
  }
}

function away() {
  if (drawn === state.me) return;
  drawn = state.me;
  fill($('talk'), notHere('Slack', 'Teams'));
}

/** For somebody who has no account in this workspace. */
export function notHere(workspace, other) {
  const { name } = seatOf(state.me);
  return h('div', { class: 'empty not-here' }, icon('signed'), h('p', null, h('strong', null, name), ` is not in ${workspace}.`), h('p', null, `Countersign reaches them in ${other}.`));
}

function head(open) {
  return h('div', { class: open.dm ? 'head with-tabs' : 'head' },
    h('h2', null, open.dm ? avatar(state.slack.bot) : icon(open.private ? 'lock' : 'hash'), open.dm ? 'Countersign' : open.name, open.dm && h('span', { class: 'tag' }, 'APP')),
    open.dm ? tabs() : h('span', { class: 'members' }, open.members === 1 ? '1 person' : `${open.members} people`));
}

function tabs() {
  const names = { home: 'Home', messages: 'Messages' };
  return h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Countersign' }, Object.entries(names).map(([tab, name]) => h('button', {
    type: 'button', role: 'tab', id: `tab-${tab}`, class: 'tab', 'aria-selected': String(shows(tab)), 'aria-controls': 'pane', tabindex: shows(tab) ? '0' : '-1',
    onClick: () => turn(tab), onKeydown: event => ['ArrowLeft', 'ArrowRight'].includes(event.key) && turn(shows('home') ? 'messages' : 'home'),
  }, name)));
}

function turn(tab) {
  if (!isApp() || state.tab === tab) return;
  state.tab = tab;
  remember('tab', tab);
  draw();
}
