// A card's fields: a label, a control, and a place for what is wrong with it.

import { h } from '../dom.js';
import { picker } from './picker.js';

let made = 0;

/** id, node, control to focus, read() as the client sends it, fault(words). A node alone where the kind is not drawn. */
export function inputOf(item, host) {
  const id = `input-${++made}`;
  const key = `${host.name} in ${item.id}`;
  const input = controlOf(item, id, key);
  if (!input) return { node: h('p', { class: 'unsupported' }, `(${item.type} is not drawn here)`) };
  if (item.id in host.memory.values) input.write(host.memory.values[item.id]);
  const wrong = h('p', { class: 'wrong', id: `${id}-wrong` });
  const label = item.label && [item.label, item.isRequired && h('span', { class: 'must', 'aria-hidden': 'true' }, ' *')];
  const node = input.group
    ? h('fieldset', { class: 'field', role: input.group, 'aria-required': input.group === 'radiogroup' && item.isRequired ? 'true' : null }, label && h('legend', null, label), input.node, wrong)
    : h('div', { class: 'field' }, label && h('label', { for: id }, label), input.node, wrong);
  const fault = words => {
    wrong.textContent = words;
    for (const one of input.controls ?? [input.control]) words ? one.setAttribute('aria-invalid', 'true') : one.removeAttribute('aria-invalid');
    const described = input.group ? node : input.control;
    words ? described.setAttribute('aria-describedby', wrong.id) : described.removeAttribute('aria-describedby');
  };
  // What is typed survives the card's being drawn anew; what is being mended is not called wrong any longer.
  for (const event of ['input', 'change']) node.addEventListener(event, () => { host.memory.values[item.id] = input.read(); fault(''); });
  return { id: item.id, node, control: input.control, read: input.read, write: input.write, fault, isRequired: item.isRequired, example: item.placeholder, type: item.type };
}

const TYPES = { 'Input.Text': 'text', 'Input.Number': 'number', 'Input.Date': 'date', 'Input.Time': 'time' };

function controlOf(item, id, key) {
  if (item.type in TYPES) return typed(item, id, key);
  if (item.type === 'Input.Toggle') return toggle(item, id, key);
  if (item.type !== 'Input.ChoiceSet') return null;
  const chosen = (item.value ?? '').split(item.isMultiSelect ? ',' : '\0').filter(Boolean);
  if (item.style === 'filtered') return picker(item, id, key, chosen);
  return item.isMultiSelect || item.style === 'expanded' ? ticks(item, id, key, chosen) : single(item, id, key, chosen[0]);
}

function typed(item, id, key) {
  const props = { id, key, value: String(item.value ?? ''), placeholder: item.placeholder, 'aria-required': item.isRequired ? 'true' : null, maxlength: item.maxLength };
  const control = item.isMultiline
    ? h('textarea', { rows: 3, ...props })
    : h('input', { type: item.style === 'email' || item.style === 'url' ? item.style : TYPES[item.type], autocomplete: 'off', ...props });
  return { node: control, control, read: () => control.value, write: value => { control.value = value; } };
}

function toggle(item, id, key) {
  const [on, off] = [item.valueOn ?? 'true', item.valueOff ?? 'false'];
  const control = h('input', { type: 'checkbox', id: `${id}-box`, key, checked: item.value === on });
  return {
    node: h('label', { class: 'tick', for: control.id }, control, h('span', null, item.title)), control, controls: [control], group: 'group',
    read: () => (control.checked ? on : off), write: value => { control.checked = value === on; },
  };
}

function single(item, id, key, chosen) {
  const control = h('select', { id, key, 'aria-required': item.isRequired ? 'true' : null }, h('option', { value: '' }, item.placeholder ?? 'Choose'),
    item.choices.map(choice => h('option', { value: choice.value, selected: choice.value === chosen }, choice.title)));
  return { node: control, control, read: () => control.value, write: value => { control.value = value; } };
}

function ticks(item, id, key, chosen) {
  const type = item.isMultiSelect ? 'checkbox' : 'radio';
  const controls = item.choices.map((choice, i) => h('input', { type, name: id, id: `${id}-${i}`, value: choice.value, key: `${key} ${i}`, checked: chosen.includes(choice.value) }));
  return {
    node: h('div', { class: 'ticks' }, controls.map((control, i) => h('label', { class: 'tick', for: control.id }, control, h('span', null, item.choices[i].title)))),
    control: controls[0], controls, group: type === 'radio' ? 'radiogroup' : 'group',
    read: () => controls.filter(control => control.checked).map(control => control.value).join(','),
    write: value => controls.forEach(control => { control.checked = value.split(',').includes(control.value); }),
  };
}
