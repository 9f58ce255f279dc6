// Block Kit's elements that do something where they stand: buttons and menus.

import { h, icon } from './dom.js';
import { plain, textOf } from './mrkdwn.js';
import { menuButton } from './menu.js';
import { ask } from './confirm.js';

/** context.press(block, element, option) sends the press and gives its outcome, or null. */
export function elementOf(element, block, context) {
  switch (element.type) {
    case 'button': return button(element, block, context);
    case 'overflow': return overflow(element, block, context);
    case 'static_select': return select(element, block, context);
    case 'radio_buttons': case 'checkboxes': return ticks(element, block, context);
    case 'image': return picture(element);
    default: return h('span', { class: 'unsupported' }, `(${element.type} is not drawn here)`);
  }
}

const keyOf = (element, block) => `${block.block_id} ${element.action_id}`;

/** A spoken label counts only if it says what stands on the button: else who speaks to the computer can't name it. */
function spoken(element) {
  const said = element.accessibility_label;
  if (!said) return null;
  const seen = element.text.text;
  return said.toLowerCase().includes(seen.replace(/…$/, '').toLowerCase()) ? said : `${seen}: ${said}`;
}

function button(element, block, context) {
  const made = h('button', {
    type: 'button', class: `button ${element.style ?? ''}`, key: keyOf(element, block), 'aria-label': spoken(element), onClick: () => touch(made, element, block, null, context),
  }, plain(element.text.text, element.text.emoji !== false));
  return made;
}

function overflow(element, block, context) {
  const made = menuButton({ class: 'button square', 'aria-label': 'More actions', key: keyOf(element, block) }, icon('more'),
    element.options.map(option => ({ label: plain(option.text.text), hint: option.description?.text, pick: () => touch(made, element, block, option, context) })));
  return made;
}

function select(element, block, context) {
  const options = element.options ?? element.option_groups.flatMap(group => group.options);
  const made = h('select', {
    key: keyOf(element, block), 'aria-label': element.placeholder?.text ?? block.text?.text ?? 'Choose', onChange: () => touch(made, element, block, options[made.selectedIndex - 1], context),
  }, h('option', { value: '' }, element.placeholder?.text ?? 'Choose'), options.map(option => h('option', { value: option.value, selected: option.value === element.initial_option?.value }, option.text.text)));
  return made;
}

function ticks(element, block, context) {
  const type = element.type === 'radio_buttons' ? 'radio' : 'checkbox';
  const first = (element.initial_options ?? [element.initial_option]).filter(Boolean).map(option => option.value);
  const made = h('div', { class: 'ticks', role: type === 'radio' ? 'radiogroup' : 'group', 'aria-label': block.text?.text ?? 'Choose' }, element.options.map(option => h('label', { class: 'tick' },
    h('input', { type, name: keyOf(element, block), checked: first.includes(option.value), onChange: () => touch(made, element, block, option, context) }), h('span', null, textOf(option.text, context)))));
  return made;
}

export function picture(element) {
  if (element.slack_file) return h('img', { src: `/playground/files/${encodeURIComponent(element.slack_file.id)}`, alt: element.alt_text, loading: 'lazy' });
  // Only what this machine serves may be loaded; for everything else its words stand.
  const isOwn = /^(\/|data:image\/)/.test(element.image_url ?? '') || (element.image_url ?? '').startsWith(location.origin + '/');
  return isOwn ? h('img', { src: element.image_url, alt: element.alt_text }) : h('span', { class: 'no-picture', role: 'img', 'aria-label': element.alt_text }, `Picture: ${element.alt_text}`);
}

async function touch(made, element, block, option, context) {
  const home = made.closest('.actions, .section, .block') ?? made;
  home.querySelector(':scope > .trouble')?.remove();
  if (element.confirm && !(await ask(element.confirm, context))) return made.focus();
  made.classList.add('busy');
  const answer = await context.press(block, element, option, Boolean(element.confirm));
  made.classList.remove('busy');
  if (answer?.outcome === 'done' || answer === null) return;
  const words = answer.outcome === 'late' ? 'Countersign did not answer within 3 seconds. Try again.' : 'Something went wrong: Countersign could not take that. Try again.';
  home.append(h('p', { class: 'trouble', role: 'alert' }, `⚠ ${words}`));
}
