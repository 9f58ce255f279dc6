// rich_text: text in a tree, where nothing is markup.

import { h } from './dom.js';
import { EMOJI, emoji } from './emoji.js';
import { link } from './mrkdwn.js';
import { slackDate } from './dates.js';

export function richText(container, context) {
  const inside = () => container.elements.map(element => leaf(element, context));
  switch (container.type) {
    case 'rich_text_list': return h(container.style === 'ordered' ? 'ol' : 'ul', null, container.elements.map(item => h('li', null, item.elements.map(element => leaf(element, context)))));
    case 'rich_text_preformatted': return h('pre', null, inside());
    case 'rich_text_quote': return h('blockquote', null, inside());
    default: return h('div', { class: 'rich-line' }, inside());
  }
}

function leaf(element, context) {
  return styled(element.style, shown(element, context));
}

function shown(element, context) {
  switch (element.type) {
    case 'text': return h('span', null, element.text);
    case 'link': return link(element.url, element.text ?? element.url);
    case 'user': return h('span', { class: 'mention' }, '@' + (context.nameOf(element.user_id) ?? element.user_id));
    case 'channel': return h('span', { class: 'mention' }, '#' + (context.channelOf(element.channel_id) ?? element.channel_id));
    case 'broadcast': return h('span', { class: 'mention' }, '@' + element.range);
    case 'emoji': return Object.hasOwn(EMOJI, element.name) ? emoji(`:${element.name}:`)[0] : h('span', null, `:${element.name}:`);
    case 'date': return slackDate([element.timestamp, element.format], element.fallback, context, false);
    default: return h('span', null, element.text ?? '');
  }
}

function styled(style, node) {
  if (!style) return node;
  const tags = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };
  return Object.keys(tags).filter(name => style[name]).reduce((inner, name) => h(tags[name], null, inner), node);
}
