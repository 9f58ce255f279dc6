// A field for several of many: what is chosen stands above, each with a way to take it out.

import { $, fill, h, icon } from './dom.js';
import { announce, state } from './state.js';

export function manyOf(element, id, choices, initial) {
  let chosen = [...initial];
  const most = element.max_selected_items ?? choices.length;
  const chips = h('ul', { class: 'chips', 'aria-label': 'Chosen' });
  const control = h('select', { id, key: `field ${id}`, onChange: () => add(control.value) });
  const nameOf = value => choices.find(choice => choice.value === value)?.label ?? value;

  function add(value) {
    if (!value || chosen.length >= most) return;
    chosen.push(value);
    draw();
    announce(`${nameOf(value)} added.`);
  }

  function remove(value) {
    chosen = chosen.filter(one => one !== value);
    draw();
    announce(`${nameOf(value)} removed.`);
    $(id)?.focus();
  }

  function draw() {
    chips.hidden = chosen.length === 0;
    fill(chips, chosen.map(value => h('li', { class: 'chip' }, h('span', null, nameOf(value)),
      h('button', { type: 'button', 'aria-label': `Remove ${nameOf(value)}`, onClick: () => remove(value) }, icon('close')))));
    const left = choices.filter(choice => !chosen.includes(choice.value));
    fill(control, h('option', { value: '' }, chosen.length >= most ? `${most} are chosen` : element.placeholder?.text ?? 'Add…'), left.map(choice => h('option', { value: choice.value }, choice.label)));
    control.value = '';
  }

  draw();
  return { node: h('div', { class: 'many' }, chips, control), control, read: () => [...chosen], write: values => { chosen = [...values]; draw(); } };
}

export function peopleChoices() {
  return state.slack.users.filter(user => !user.app && !user.gone).map(user => ({ value: user.id, label: user.name }));
}
