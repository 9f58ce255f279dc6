// The app's Home tab.

import { $, fill, h } from './dom.js';
import { blocksOf } from './blocks.js';
import { contextOf } from './message.js';
import { act, state, zone } from './state.js';
import { dayOf } from './dates.js';

let drawn = null;

export function homePane() {
  drawn = null;
  return h('div', { id: 'pane', class: 'pane', role: 'tabpanel', 'aria-labelledby': 'tab-home' },
    h('div', { id: 'home', class: 'scroll home', role: 'region', 'aria-label': 'Home of Countersign', tabindex: '0' }, h('p', { class: 'empty' }, 'Countersign is preparing your Home…')));
}

export function drawHome() {
  const { home } = state.slack;
  const sign = home && `${state.me} ${home.hash} ${dayOf(state.data.now, zone())}`;
  if (!home || sign === drawn) return;
  drawn = sign;
  const context = contextOf((block, element, option, confirmed) => act('press', { on: { home: true }, block: block.block_id, action: element.action_id, option: option?.value, confirmed }));
  fill($('home'), h('div', { class: 'home-blocks' }, blocksOf(home.blocks, context)));
}
