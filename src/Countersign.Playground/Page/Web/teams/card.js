// Adaptive Cards 1.5, as Teams draws them: texts, facts, containers, columns, fields and buttons.

import { h } from '../dom.js';
import { dated, inline, markdown } from './markdown.js';
import { inputOf } from './inputs.js';
import { buttons } from './buttons.js';

/**
 * host: name (unique on the page), zone, memory ({open, values}: what is unfolded and filled in), and press(number, fields), which
 * sends a press and gives its answer.
 */
export function cardOf(card, host) {
  return h('div', { class: 'card' }, contents(card, { host, inputs: [], around: null }));
}

/** A card's inside: also of one that unfolds, whose buttons send the fields around it too. */
export function contents(card, level) {
  return [elements(card.body, level), buttons(card.actions, level)];
}

const elements = (items, level) => (items ?? []).filter(item => item.isVisible !== false).map(item => spaced(item, element(item, level)));

function spaced(item, node) {
  if (!node) return null;
  node.classList.add('part', `gap-${(item.spacing ?? 'default').toLowerCase()}`);
  if (item.separator) node.classList.add('ruled');
  return node;
}

function element(item, level) {
  const { zone } = level.host;
  switch (item.type) {
    case 'TextBlock': return text(item, zone);
    case 'RichTextBlock': return h('p', { class: 'runs' }, item.inlines.map(run => (typeof run === 'string' ? dated(run, zone) : h(run.italic ? 'em' : 'span', { class: look(run) }, dated(run.text, zone)))));
    case 'FactSet': return h('dl', { class: 'facts' }, item.facts.map(fact => h('div', null, h('dt', null, inline(fact.title, zone)), h('dd', null, markdown(fact.value, zone)))));
    case 'Container': return h('div', { class: `box ${(item.style ?? 'default').toLowerCase()}` }, elements(item.items, level));
    case 'ColumnSet': return h('div', { class: `columns ${(item.style ?? 'default').toLowerCase()}` }, (item.columns ?? []).map(column => column.isVisible !== false && h('div', { class: `column ${column.width === 'auto' ? 'narrow' : 'stretch'}` }, elements(column.items, level))));
    case 'ActionSet': return h('div', null, buttons(item.actions, level));
    case 'Image': return h('span', { class: 'no-picture' }, item.altText ?? 'Picture');
    default: return field(item, level) ?? fallback(item, level);
  }
}

/** A long title is a heading to who hears the page. */
function text(item, zone) {
  const isHeading = item.style === 'heading';
  return isHeading
    ? h('h3', { class: `text ${look(item)}` }, inline((item.text ?? '').replaceAll('\n', ' '), zone))
    : h('div', { class: `text ${look(item)} ${item.wrap ? '' : 'one-line'}` }, markdown(item.text, zone));
}

const look = item => [
  item.size && `size-${item.size.toLowerCase()}`, item.weight && `weight-${item.weight.toLowerCase()}`, item.color && `color-${item.color.toLowerCase()}`,
  item.isSubtle && 'subtle', item.horizontalAlignment && `align-${item.horizontalAlignment.toLowerCase()}`,
].filter(Boolean).join(' ');

function field(item, level) {
  if (!item.type.startsWith('Input.')) return null;
  const made = inputOf(item, level.host);
  if (made.read) level.inputs.push(made);
  return made.node;
}

function fallback(item, level) {
  if (item.fallback && item.fallback !== 'drop') return element(item.fallback, level);
  return item.fallback === 'drop' ? null : h('p', { class: 'unsupported' }, `(${item.type} is not drawn here)`);
}
