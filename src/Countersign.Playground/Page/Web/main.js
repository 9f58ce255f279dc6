// Starts the page: who and where one was, then drawing on every change.

import { watch } from './api.js';
import { $ } from './dom.js';
import { recall } from './session.js';
import { conversation, draw, isOn, onDraw, place, refresh, state } from './state.js';
import { drawTop } from './top.js';
import { drawSidebar } from './sidebar.js';
import { drawMain } from './conversation.js';
import { drawModal } from './modal.js';
import { drawBackstage } from './backstage.js';
import { drawGuide } from './guide.js';
import { drawChats } from './teams/chats.js';
import { drawChat } from './teams/talk.js';
import { drawDialog } from './teams/dialog.js';

for (const part of [drawPage, drawTop, drawSidebar, drawMain, drawChats, drawChat, drawModal, drawDialog, drawGuide, drawBackstage, drawLast]) onDraw(part);

const narrow = window.matchMedia('(max-width: 760px)');
const wide = window.matchMedia('(min-width: 1200px)');
const wider = window.matchMedia('(min-width: 1680px)');

function drawPage() {
  state.both = (state.panel ? wider : wide).matches;
  const open = conversation();
  const names = [isOn('slack') && open && (open.dm ? 'Countersign' : `#${open.name}`), isOn('teams') && place()?.name].filter(Boolean);
  document.title = `${[...new Set(names)].join(' · ')} · Countersign playground`;
  $('page').classList.toggle('with-backstage', state.panel);
  $('page').classList.toggle('with-drawer', state.drawer);
  $('page').classList.toggle('with-both', state.both);
  $('slack').hidden = !isOn('slack');
  $('teams').hidden = !isOn('teams');
  for (const half of ['slack', 'teams']) $(half).classList.toggle('away', !state[half]);
}

function drawLast() {
  // Behind the drawer nothing can be reached.
  for (const part of [...document.querySelectorAll('#top button, #guide button'), $('talk'), $('chat')]) part.inert = state.drawer;
  for (const [side, talk] of [['side', 'talk'], ['chats', 'chat']]) {
    if (narrow.matches && !state.drawer && $(side).contains(document.activeElement)) $(talk).focus();
  }
}

function fromAddress() {
  const [me, here, chat] = location.hash.slice(2).split('/').map(part => decoded(part) || undefined);
  return { me, here, chat };
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

window.addEventListener('hashchange', () => {
  const { me, here, chat } = fromAddress();
  if (!me || (me === state.me && here === state.here && chat === state.chat)) return;
  Object.assign(state, { me, here: here ?? null, chat: chat ?? null, tab: 'messages' });
  refresh();
});
document.addEventListener('visibilitychange', draw);
for (const width of [narrow, wide, wider]) {
  width.addEventListener('change', () => {
    state.drawer = false;
    draw();
  });
}

const { me, here, chat } = fromAddress();
Object.assign(state, { me: me ?? recall('me', null), here: here ?? null, chat: chat ?? null, tab: recall('tab', 'messages') });
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
