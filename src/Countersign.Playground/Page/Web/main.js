// Starts the page: who and where one was, then drawing on every change.

import { watch } from './api.js';
import { $ } from './dom.js';
import { recall } from './session.js';
import { draw, onDraw, refresh, state } from './state.js';
import { drawTop } from './top.js';
import { drawSidebar } from './sidebar.js';
import { drawMain } from './conversation.js';
import { drawModal } from './modal.js';
import { drawBackstage } from './backstage.js';
import { drawGuide } from './guide.js';

for (const part of [drawTop, drawSidebar, drawMain, drawModal, drawGuide, drawBackstage, drawPage]) onDraw(part);

const narrow = window.matchMedia('(max-width: 760px)');

function drawPage() {
  const waits = state.data.conversations.find(one => one.id === state.here);
  document.title = `${waits?.dm ? 'Countersign' : '#' + (waits?.name ?? '')} · Countersign playground`;
  $('page').classList.toggle('with-backstage', state.panel);
  $('page').classList.toggle('with-drawer', state.drawer);
  // Behind the drawer nothing can be reached.
  for (const part of [...document.querySelectorAll('#top button, #guide button'), ...$('main').children]) part.inert = state.drawer;
  if (narrow.matches && !state.drawer && $('side').contains(document.activeElement)) $('main').focus();
}

function fromAddress() {
  const [, me, here] = /^#\/(\w+)(?:\/(\w+))?$/.exec(location.hash) ?? [];
  return { me, here };
}

window.addEventListener('hashchange', () => {
  const { me, here } = fromAddress();
  if (!me || (me === state.me && here === state.here)) return;
  Object.assign(state, { me, here: here ?? null, tab: 'messages' });
  refresh();
});
document.addEventListener('visibilitychange', draw);
narrow.addEventListener('change', () => {
  state.drawer = false;
  draw();
});

const { me, here } = fromAddress();
Object.assign(state, { me: me ?? recall('me', null), here: here ?? null, tab: recall('tab', 'messages') });
for (await refresh(); !state.data; await refresh()) await new Promise(wait => setTimeout(wait, 2000));

let soon = 0;
watch(state.me ?? '', {
  // Many changes come together; one look is enough for them.
  changed() {
    soon ||= setTimeout(() => {
      soon = 0;
      refresh();
    }, 60);
  },
  connected(is) {
    state.connected = is;
    if (is) refresh();
    else draw();
  },
});
