// The dialog (task module) on the viewer's screen: a card in a window.

import { $, h, icon } from '../dom.js';
import { appFace } from '../people.js';
import { announce, state, toast, zone } from '../state.js';
import { teamsAct } from './acts.js';
import { cardOf } from './card.js';

let drawn = null;
// Closed here, though the host may not have heard of it yet.
let left = null;

export function drawDialog() {
  const { me } = state;
  const dialog = state.teams?.dialog;
  if (drawn && (!dialog || drawn.me !== me)) vanish();
  if (!dialog || dialog.id === left || drawn?.id === dialog.id) return;
  const isAgain = drawn !== null;
  drawn = { id: dialog.id, me, window: drawn?.window ?? windowFor() };
  drawn.window.replaceChildren(head(dialog), h('div', { class: 'sheet', role: 'region', 'aria-label': dialog.title, tabindex: '0' }, cardOf(dialog.card, hostOf(dialog))));
  if (!drawn.window.open) drawn.window.showModal();
  const first = drawn.window.querySelector('.sheet input, .sheet textarea, .sheet select, .card-buttons button');
  (isAgain ? drawn.window.querySelector('.sheet') : first ?? drawn.window.querySelector('button')).focus();
  if (isAgain) announce(drawn.window.querySelector('.box.attention, .color-attention')?.textContent ?? dialog.title);
}

function windowFor() {
  const made = h('dialog', { class: 'modal teams-dialog', 'aria-labelledby': 'dialog-title' });
  made.addEventListener('cancel', event => {
    event.preventDefault();
    leave();
  });
  $('page').append(made);
  return made;
}

const head = dialog => h('header', null, appFace(), h('h2', { id: 'dialog-title' }, dialog.title),
  h('button', { type: 'button', class: 'button quiet square', 'aria-label': 'Close', key: 'close-dialog', onClick: leave }, icon('close')));

function hostOf(dialog) {
  return {
    name: `dialog ${dialog.id}`, zone: zone(), memory: { values: {} },
    async press(number, fields) {
      const answer = await teamsAct('submit', { dialog: dialog.id, sign: dialog.sign, press: number, fields });
      if (answer?.text) toast(answer.text);
      document.dispatchEvent(new CustomEvent('form-sent', { detail: answer?.outcome }));
      return answer;
    },
  };
}

function vanish() {
  drawn.window.close();
  drawn.window.remove();
  drawn = null;
}

function leave() {
  const { id } = drawn;
  left = id;
  vanish();
  state.teams.dialog = null;
  teamsAct('close', { dialog: id });
}
