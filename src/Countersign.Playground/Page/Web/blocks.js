// Block Kit's blocks, as messages, views and the Home tab show them.

import { h } from './dom.js';
import { mrkdwn, plain, textOf } from './mrkdwn.js';
import { elementOf, picture } from './elements.js';
import { richText } from './rich.js';

/** context: zone, now, nameOf, channelOf, press; field(block) draws an input, in forms only. */
export const blocksOf = (blocks, context) => blocks.map(block => blockOf(block, context));

function blockOf(block, context) {
  switch (block.type) {
    case 'header': return h('h3', { class: 'block header' }, plain(block.text.text, block.text.emoji !== false));
    case 'section': return section(block, context);
    case 'context': return h('div', { class: 'block context' }, block.elements.map(element => part(element, context)));
    case 'actions': return h('div', { class: 'block actions' }, block.elements.map(element => elementOf(element, block, context)));
    case 'divider': return h('hr', { class: 'block' });
    case 'image': return h('figure', { class: 'block image' }, block.title && h('figcaption', null, textOf(block.title, context)), picture(block));
    case 'markdown': return h('div', { class: 'block' }, mrkdwn(block.text, context));
    case 'rich_text': return h('div', { class: 'block rich' }, block.elements.map(element => richText(element, context)));
    case 'table': return table(block, context);
    case 'input': return context.field ? context.field(block) : null;
    default: return h('p', { class: 'block unsupported' }, `(${block.type} is not drawn here)`);
  }
}

function section(block, context) {
  return h('div', { class: 'block section' },
    h('div', { class: 'words' },
      block.text && h('div', null, textOf(block.text, context)),
      block.fields && h('div', { class: 'fields' }, block.fields.map(field => h('div', { class: 'field-text' }, textOf(field, context))))),
    block.accessory && h('div', { class: 'accessory' }, elementOf(block.accessory, block, context)));
}

const part = (element, context) => (element.type === 'image' ? picture(element) : h('span', null, textOf(element, context)));

function table(block, context) {
  const align = i => `align-${block.column_settings?.[i]?.align ?? 'left'}`;
  const cell = (one, i, tag) => h(tag, { class: align(i), scope: tag === 'th' ? 'col' : null }, one.type === 'rich_text' ? one.elements.map(element => richText(element, context)) : String(one.text));
  const [head, ...rows] = block.rows;
  return h('div', { class: 'block table', role: 'region', 'aria-label': 'Table', tabindex: '0' }, h('table', null,
    h('thead', null, h('tr', null, head.map((one, i) => cell(one, i, 'th')))),
    h('tbody', null, rows.map(row => h('tr', null, row.map((one, i) => cell(one, i, 'td')))))));
}
