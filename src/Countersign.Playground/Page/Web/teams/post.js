// One message in Teams: who, when, words or a card, and what only the viewer is told of it.

import { h, icon } from '../dom.js';
import { appFace, face } from '../people.js';
import { menuButton } from '../menu.js';
import { fullTime, timeOf } from '../dates.js';
import { announce, draw, state, zone } from '../state.js';
import { extend, nameIn, teamsAct } from './acts.js';
import { cardOf } from './card.js';
import { written } from './markdown.js';

// What the app answered to a press, to this person alone. By person and message.
const words = new Map();
// What is unfolded and filled in on cards: it outlives their being drawn anew.
const memories = new Map();

const keyOf = id => `${state.me} ${id}`;

export const wordOf = id => words.get(keyOf(id)) ?? null;

export function post(one) {
  const isApp = one.from === state.teams.bot;
  const name = nameIn(one.from);
  return h('article', { class: 'post', 'data-id': one.id, tabindex: '-1', 'aria-label': `${name}, ${timeOf(one.at, zone())}` },
    isApp ? appFace() : face(name),
    h('div', { class: 'body' },
      h('p', { class: 'by' }, h('strong', null, name), isApp && h('span', { class: 'tag' }, 'APP'),
        h('time', { datetime: new Date(one.at).toISOString(), title: fullTime(one.at, zone()) }, timeOf(one.at, zone())),
        one.versions > 1 && h('span', { class: 'edited' }, 'Edited'), !isApp && more(one)),
      one.text && h('div', { class: 'said' }, written(one.text)),
      one.card && cardOf(one.card, hostOf(one)),
      note(one)));
}

/** Only the app's own views are drawn from its answer; everything else comes with the next look. */
function hostOf(one) {
  const on = { place: state.chat, message: one.id };
  const key = keyOf(one.id);
  if (!memories.has(key)) memories.set(key, { open: null, values: {} });
  return {
    name: `card ${one.id}`, zone: zone(), memory: memories.get(key),
    async press(number, fields) {
      words.delete(key);
      const answer = await teamsAct('press', { on, sign: one.sign, press: number, fields });
      if (answer?.outcome === 'errors') return answer;
      if (answer && answer.outcome === 'cardshown') memories.delete(key);
      if (answer?.text) {
        words.set(key, { text: answer.text, isError: answer.isError });
        announce(answer.text);
      }
      draw();
      return answer;
    },
  };
}

function note(one) {
  const word = wordOf(one.id);
  return word && h('div', { class: word.isError ? 'told is-error' : 'told' },
    h('p', { class: 'note' }, icon('eye'), 'Only you can see this'), h('p', null, word.text),
    h('button', { type: 'button', class: 'link', key: `dismiss ${one.id}`, onClick: () => { words.delete(keyOf(one.id)); draw(); } }, 'Dismiss'));
}

function more(one) {
  const { extensions } = state.teams;
  return extensions.length > 0 && menuButton({ class: 'button quiet square tiny', 'aria-label': 'More options', key: `more ${one.id}` }, icon('more'),
    extensions.map(known => ({ label: known.title, hint: 'With the link in this message', pick: () => extend(known.id, { place: state.chat, message: one.id }) })));
}
