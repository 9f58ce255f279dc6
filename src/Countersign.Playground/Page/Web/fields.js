// The inputs of a form: a label, a control, a hint and a place for what is wrong with it.

import { h } from './dom.js';
import { plain, textOf } from './mrkdwn.js';
import { manyOf, peopleChoices } from './many.js';

let made = 0;

/**
 * node to show; control to focus; read() and write(value) for what it holds (text, or a list of values); fault(words) for errors.
 * Nothing but a node where the element is of a kind that is not drawn.
 */
export function fieldOf(block, context) {
  const { element } = block;
  const id = `field-${++made}`;
  const input = controlOf(element, id, block, context);
  if (!input) return { node: h('p', { class: 'block unsupported' }, `(${element.type} is not drawn here)`) };
  const wrong = h('p', { class: 'wrong', id: `${id}-wrong` });
  const hint = block.hint && h('p', { class: 'hint', id: `${id}-hint` }, plain(block.hint.text, block.hint.emoji !== false));
  const label = [plain(block.label.text, block.label.emoji !== false), block.optional && h('span', { class: 'optional' }, ' (optional)')];
  const parts = [input.node, hint, wrong];
  const node = input.group
    ? h('fieldset', { class: 'block field', role: input.group }, h('legend', null, label), parts)
    : h('div', { class: 'block field' }, h('label', { for: id }, label), parts);
  const described = input.group ? node : input.control;
  const mend = words => {
    wrong.textContent = words;
    node.classList.toggle('is-wrong', Boolean(words));
    for (const one of input.controls ?? [input.control]) words ? one.setAttribute('aria-invalid', 'true') : one.removeAttribute('aria-invalid');
    const ids = [hint && `${id}-hint`, words && `${id}-wrong`, input.count && `${id}-count`].filter(Boolean).join(' ');
    ids ? described.setAttribute('aria-describedby', ids) : described.removeAttribute('aria-describedby');
  };
  mend('');
  // What is being mended is not called wrong any longer.
  for (const event of ['input', 'change']) node.addEventListener(event, () => mend(''));
  return { block: block.block_id, action: element.action_id, type: element.type, optional: block.optional, node, control: input.control, read: input.read, write: input.write, example: element.placeholder?.text, fault: mend };
}

const TYPES = { plain_text_input: 'text', email_text_input: 'email', url_text_input: 'url', number_input: 'text', datepicker: 'date', timepicker: 'time' };
const first = element => element.initial_value ?? element.initial_date ?? element.initial_time ?? '';

function controlOf(element, id, block, context) {
  if (element.type in TYPES) return typed(element, id, block);
  switch (element.type) {
    case 'static_select': return single(element, id, choicesOf(element, context), element.initial_option?.value);
    case 'users_select': return single(element, id, peopleChoices(), element.initial_user);
    case 'multi_static_select': return manyOf(element, id, choicesOf(element, context), (element.initial_options ?? []).map(option => option.value));
    case 'multi_users_select': return manyOf(element, id, peopleChoices(), element.initial_users ?? []);
    case 'radio_buttons': return ticks(element, id, 'radio', [element.initial_option].filter(Boolean), context);
    case 'checkboxes': return ticks(element, id, 'checkbox', element.initial_options ?? [], context);
    default: return null;
  }
}

function typed(element, id, block) {
  const most = element.max_length;
  const count = most ? h('p', { class: 'count', id: `${id}-count`, hidden: true }) : null;
  const tell = () => {
    if (!count) return;
    const left = most - control.value.length;
    count.hidden = left > Math.min(100, most / 4);
    count.textContent = left < 0 ? `${-left} too many` : `${left} left`;
    count.classList.toggle('over', left < 0);
  };
  const props = { id, key: `field ${block.block_id} ${element.action_id}`, value: first(element), placeholder: element.placeholder?.text, 'aria-required': block.optional ? null : 'true', onInput: tell };
  const control = element.multiline ? h('textarea', { rows: 3, ...props }) : h('input', { type: TYPES[element.type], autocomplete: 'off', ...props });
  return { node: h('div', { class: 'typed' }, control, count), control, count, read: () => control.value, write: value => { control.value = value; tell(); } };
}

function choicesOf(element, context) {
  const one = option => ({ value: option.value, label: option.text.text, node: () => textOf(option.text, context) });
  return element.options ? element.options.map(one) : element.option_groups.flatMap(group => group.options.map(option => ({ ...one(option), group: group.label.text })));
}

function single(element, id, choices, chosen) {
  const control = h('select', { id, key: `field ${id}` }, h('option', { value: '' }, element.placeholder?.text ?? 'Choose'),
    choices.map(choice => h('option', { value: choice.value, selected: choice.value === chosen }, choice.label)));
  return { node: control, control, read: () => control.value, write: value => { control.value = value; } };
}

function ticks(element, id, type, initial, context) {
  const controls = element.options.map((option, i) => h('input', { type, name: id, id: `${id}-${i}`, value: option.value, key: `field ${id} ${i}`, checked: initial.some(one => one.value === option.value) }));
  const node = h('div', { class: 'ticks' }, controls.map((control, i) => h('label', { class: 'tick', for: control.id }, control, h('span', null, textOf(element.options[i].text, context)))));
  const chosen = () => controls.filter(control => control.checked).map(control => control.value);
  return {
    node, control: controls[0], controls, group: type === 'radio' ? 'radiogroup' : 'group', read: () => (type === 'radio' ? chosen()[0] ?? '' : chosen()),
    write: value => controls.forEach(control => { control.checked = [value].flat().includes(control.value); }),
  };
}
