// Slack's mrkdwn, as nodes. Entities are undone once, after the markup was found: what was escaped stays text.

import { h } from './dom.js';
import { emoji, EMOJI } from './emoji.js';
import { slackDate } from './dates.js';

const entities = text => text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&' })[name]);

/** A text object of either type. */
export function textOf(object, context) {
  if (!object) return [];
  return object.type === 'mrkdwn' ? mrkdwn(object.text, { ...context, verbatim: object.verbatim }) : plain(object.text, object.emoji !== false);
}

export function plain(text, withEmoji = true) {
  return lines(text, line => (withEmoji ? emoji(line) : [line]));
}

/** Fences first, then quotes, then lines. */
export function mrkdwn(text, context) {
  const nodes = [];
  const parts = (text ?? '').split('```');
  for (const [i, part] of parts.entries()) {
    // A fence that nobody closed is text.
    if (i % 2 === 1 && i < parts.length - 1) nodes.push(h('pre', null, entities(part.replace(/^\n|\n$/g, ''))));
    else nodes.push(...quotes(i % 2 === 1 ? '```' + part : between(part, i, parts.length), context));
  }
  return nodes;
}

/** The line breaks beside a fence belong to it. */
function between(part, i, count) {
  const after = i > 0 ? part.replace(/^\n/, '') : part;
  return i < count - 1 ? after.replace(/\n$/, '') : after;
}

function quotes(text, context) {
  const nodes = [];
  let quoted = [];
  let free = [];
  const flush = () => {
    if (quoted.length) nodes.push(h('blockquote', null, lines(quoted.join('\n'), line => inline(line, context))));
    if (free.length) nodes.push(...lines(free.join('\n'), line => inline(line, context)));
    quoted = [];
    free = [];
  };
  for (const line of text.split('\n')) {
    const quote = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (quote ? free.length : quoted.length) flush();
    if (quote) quoted.push(quote[1]);
    else free.push(line);
  }
  flush();
  return nodes;
}

const lines = (text, each) => (text ?? '').split('\n').flatMap((line, i) => (i ? [h('br'), ...each(line)] : each(line)));

const INLINE = new RegExp([
  '`([^`\n]+)`',
  '<([^<>]+)>',
  '(?<![\\p{L}\\p{N}*])\\*(?=\\S)([^*\n]*?[^\\s*])\\*(?![\\p{L}\\p{N}*])',
  '(?<![\\p{L}\\p{N}_])_(?=\\S)([^_\n]*?[^\\s_])_(?![\\p{L}\\p{N}_])',
  '(?<![\\p{L}\\p{N}~])~(?=\\S)([^~\n]*?[^\\s~])~(?![\\p{L}\\p{N}~])',
  ':([a-z0-9_+-]+):',
  '(https?://[^\\s<>]+[^\\s<>.,;:!?)])',
].join('|'), 'gu');

function inline(text, context) {
  const nodes = [];
  let done = 0;
  for (const found of text.matchAll(INLINE)) {
    const node = nodeOf(found, context, nodes.length === 0 && found.index === 0);
    if (node === null) continue;
    if (found.index > done) nodes.push(entities(text.slice(done, found.index)));
    nodes.push(node);
    done = found.index + found[0].length;
  }
  if (done < text.length) nodes.push(entities(text.slice(done)));
  return nodes;
}

function nodeOf([whole, code, angle, bold, italic, strike, name, url], context, first) {
  if (code !== undefined) return h('code', null, entities(code));
  if (angle !== undefined) return angled(angle, context, first);
  if (bold !== undefined) return h('strong', null, inline(bold, context));
  if (italic !== undefined) return h('em', null, inline(italic, context));
  if (strike !== undefined) return h('s', null, inline(strike, context));
  if (name !== undefined) return Object.hasOwn(EMOJI, name) ? emoji(whole)[0] : null;
  return context.verbatim ? null : link(entities(url), entities(url));
}

function angled(inner, context, first) {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? null : entities(inner.slice(bar + 1));
  if (target.startsWith('@')) return h('span', { class: 'mention' }, '@' + (context.nameOf(target.slice(1)) ?? label ?? target.slice(1)));
  if (target.startsWith('#')) return h('span', { class: 'mention' }, '#' + (context.channelOf(target.slice(1)) ?? label ?? target.slice(1)));
  if (target.startsWith('!date^')) return slackDate(target.slice(6).split('^'), label, context, first);
  if (target.startsWith('!')) return h('span', { class: 'mention' }, label ?? '@' + target.slice(1).split('^')[0]);
  return link(entities(target), label ?? entities(target));
}

/** Only addresses that a browser may open without surprise. */
export function link(url, label) {
  return /^(https?:|mailto:)/i.test(url)
    ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label)
    : h('span', null, label);
}
