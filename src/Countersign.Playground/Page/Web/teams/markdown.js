// The Markdown that Teams draws in cards, as nodes, with times in the reader's zone; and what people write in messages.

import { h } from '../dom.js';
import { link } from '../mrkdwn.js';

const NAMED = { lt: '<', gt: '>', amp: '&', quot: '"', apos: '\'', nbsp: '\u00a0' };

const entity = whole => {
  const [, code, name] = /^&(?:#(x?[0-9a-f]+)|(\w+));$/i.exec(whole) ?? [];
  if (name) return Object.hasOwn(NAMED, name) ? NAMED[name] : whole;
  const point = code.toLowerCase().startsWith('x') ? parseInt(code.slice(1), 16) : parseInt(code, 10);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
};

const entities = text => text.replace(/&(?:#x?[0-9a-f]+|\w+);/gi, entity);

const INLINE = new RegExp([
  '\\\\([\\p{P}\\p{S}])',
  '<at[^>]*>([^<]*)</at>',
  '\\[((?:\\\\.|[^\\]\\\\])*)\\]\\(([^)\\s]*)\\)',
  '\\*\\*((?:\\\\.|[^*\\\\])+)\\*\\*',
  '(?<![\\p{L}\\p{N}_])_((?:\\\\.|[^_\\\\])+)_(?![\\p{L}\\p{N}_])',
  '(&(?:#x?[0-9a-fA-F]+|\\w+);)',
  '(\\{\\{(?:DATE|TIME)\\([^)]*\\)\\}\\})',
].join('|'), 'gu');

/** Paragraphs and lists. A single line end is a space. */
export function markdown(text, zone) {
  const nodes = [];
  for (const block of (text ?? '').split(/\n\s*\n/)) {
    const lines = block.split('\n');
    const marks = lines.map(line => /^\s*(?:[-*]|(\d+)\.)\s+(.*)$/.exec(line));
    if (marks.every(Boolean)) nodes.push(h(marks[0][1] ? 'ol' : 'ul', null, marks.map(mark => h('li', null, inline(mark[2], zone)))));
    else nodes.push(h('p', null, inline(lines.join(' '), zone)));
  }
  return nodes;
}

/** Within a line. */
export function inline(text, zone) {
  const nodes = [];
  let done = 0;
  for (const found of text.matchAll(INLINE)) {
    if (found.index > done) nodes.push(text.slice(done, found.index));
    nodes.push(nodeOf(found, zone));
    done = found.index + found[0].length;
  }
  if (done < text.length) nodes.push(text.slice(done));
  return nodes;
}

function nodeOf([whole, escaped, mention, label, target, bold, italic, code, date], zone) {
  if (escaped !== undefined) return escaped;
  if (mention !== undefined) return h('span', { class: 'mention' }, entities(mention));
  if (label !== undefined) return link(entities(target), inline(label, zone));
  if (bold !== undefined) return h('strong', null, inline(bold, zone));
  if (italic !== undefined) return h('em', null, inline(italic, zone));
  if (code !== undefined) return entity(code);
  return date === undefined ? whole : dated(date, zone)[0] ?? whole;
}

const FORMS = {
  COMPACT: { year: 'numeric', month: 'numeric', day: 'numeric' },
  SHORT: { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' },
  LONG: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
};

/** Text in which only dates are read. */
export function dated(text, zone) {
  const nodes = [];
  let done = 0;
  for (const found of text.matchAll(/\{\{(DATE|TIME)\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d))(?:, ?(COMPACT|SHORT|LONG))?\)\}\}/g)) {
    const [whole, kind, at, form] = found;
    const ms = Date.parse(at);
    if (Number.isNaN(ms)) continue;
    const options = kind === 'TIME' ? { hour: '2-digit', minute: '2-digit' } : FORMS[form ?? 'COMPACT'];
    nodes.push(text.slice(done, found.index), h('time', { datetime: new Date(ms).toISOString() }, new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options }).format(ms)));
    done = found.index + whole.length;
  }
  nodes.push(text.slice(done));
  return nodes.filter(node => node !== '');
}

/** A message that somebody wrote: mentions, and addresses that can be followed. */
export function written(text) {
  return text.split('\n').flatMap((line, i) => [i ? h('br') : null, ...line.split(/(<at[^>]*>[^<]*<\/at>|https?:\/\/[^\s<>]*[^\s<>.,;:!?)])/).map(part => {
    const [, mention] = /^<at[^>]*>([^<]*)<\/at>$/.exec(part) ?? [];
    if (mention !== undefined) return h('span', { class: 'mention' }, entities(mention));
    return /^https?:\/\//.test(part) ? link(entities(part), entities(part)) : entities(part);
  })]);
}
