// One message: who, when, what, and what only the viewer sees.

import { h, icon } from './dom.js';
import { blocksOf } from './blocks.js';
import { mrkdwn } from './mrkdwn.js';
import { emoji } from './emoji.js';
import { avatar, channelName, memberName, nameOf } from './people.js';
import { fullTime, timeOf } from './dates.js';
import { dismiss } from './session.js';
import { act, draw, state, zone } from './state.js';

export function message(one) {
  const ms = Number(one.ts) * 1000;
  const where = { channel: state.here, ts: one.ts };
  const context = contextOf((block, element, option, confirmed) => act('press', { on: where, block: block.block_id, action: element.action_id, option: option?.value, confirmed }));
  return h('article', { class: one.onlyYou ? 'message only-you' : 'message', 'data-ts': one.ts, tabindex: '-1', 'aria-label': `${nameOf(one.user)}, ${timeOf(ms, zone())}` },
    avatar(one.user),
    h('div', { class: 'body' },
      one.onlyYou && h('p', { class: 'note' }, icon('eye'), 'Only visible to you'),
      h('p', { class: 'by' }, h('strong', null, nameOf(one.user)), one.user === state.slack.bot && h('span', { class: 'tag' }, 'APP'),
        h('time', { datetime: new Date(ms).toISOString(), title: fullTime(ms, zone()) }, timeOf(ms, zone())), one.versions > 1 && h('span', { class: 'edited' }, '(edited)')),
      one.blocks.length ? blocksOf(one.blocks, context) : h('div', { class: 'block' }, mrkdwn(one.text, context)),
      one.reactions.length > 0 && h('p', { class: 'reactions' }, one.reactions.map(name => h('span', { class: 'reaction' }, emoji(`:${name}:`), ' 1'))),
      one.onlyYou && h('button', { type: 'button', class: 'link', key: `dismiss ${one.ts}`, onClick: () => { dismiss(one.ts); draw(); } }, 'Dismiss message')));
}

/** What blocks need to know of the viewer, and how they are pressed. */
export function contextOf(press) {
  return { zone: zone(), now: state.data.now, nameOf: memberName, channelOf: channelName, press };
}
