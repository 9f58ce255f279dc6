// A choice that is searched by typing; of several, what is chosen stands above, each with a way to take it out.

import { fill, h, icon } from '../dom.js';
import { announce } from '../state.js';

export function picker(item, id, key, initial) {
  const isMany = item.isMultiSelect === true;
  let chosen = [...initial];
  let at = -1;
  let fits = [];
  const titleOf = value => item.choices.find(choice => choice.value === value)?.title ?? value;
  const chips = h('ul', { class: 'chips', 'aria-label': 'Chosen' });
  const box = h('div', { class: 'completion', role: 'listbox', id: `${id}-list`, 'aria-label': 'Choices', hidden: true });
  const control = h('input', {
    type: 'text', id, key, role: 'combobox', autocomplete: 'off', placeholder: item.placeholder ?? 'Type to search', 'aria-required': item.isRequired ? 'true' : null,
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': box.id, onInput: show, onClick: show, onBlur: settle, onKeydown: keys,
  });

  function show() {
    const wanted = control.value.trim().toLowerCase();
    const isSearch = isMany || control.value !== titleOf(chosen[0]);
    fits = item.choices.filter(choice => !(isMany && chosen.includes(choice.value)) && (!isSearch || choice.title.toLowerCase().includes(wanted)));
    fill(box, fits.map((choice, i) => h('div', { role: 'option', id: `${box.id}-${i}`, class: 'choice', 'aria-selected': 'false', onMousedown: event => { event.preventDefault(); pick(choice); } }, choice.title)));
    box.hidden = fits.length === 0;
    control.setAttribute('aria-expanded', String(!box.hidden));
    select(isSearch && wanted && fits.length ? 0 : -1);
    if (!box.hidden) box.scrollIntoView({ block: 'nearest' });
  }

  function select(to) {
    at = to;
    for (const [i, option] of [...box.children].entries()) option.setAttribute('aria-selected', String(i === at));
    if (at < 0) return control.removeAttribute('aria-activedescendant');
    control.setAttribute('aria-activedescendant', `${box.id}-${at}`);
    box.children[at].scrollIntoView({ block: 'nearest' });
  }

  function hide() {
    box.hidden = true;
    at = -1;
    control.setAttribute('aria-expanded', 'false');
    control.removeAttribute('aria-activedescendant');
  }

  function pick(choice) {
    chosen = isMany ? [...chosen, choice.value] : [choice.value];
    announce(`${choice.title} chosen.`);
    hide();
    draw();
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** What is no choice does not stay; an emptied line chooses nothing. */
  function settle() {
    hide();
    if (!isMany && control.value.trim() === '') chosen = [];
    draw();
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function keys(event) {
    if (event.key === 'ArrowDown' && box.hidden) show();
    else if (box.hidden) return;
    else if (event.key === 'ArrowDown') select((at + 1) % fits.length);
    else if (event.key === 'ArrowUp') select(at <= 0 ? fits.length - 1 : at - 1);
    else if (event.key === 'Enter' && at >= 0) pick(fits[at]);
    else if (event.key === 'Escape') {
      event.stopPropagation();
      hide();
    } else return;
    event.preventDefault();
  }

  function remove(value) {
    chosen = chosen.filter(one => one !== value);
    draw();
    announce(`${titleOf(value)} removed.`);
    control.dispatchEvent(new Event('change', { bubbles: true }));
    control.focus();
  }

  function draw() {
    control.value = isMany || chosen.length === 0 ? '' : titleOf(chosen[0]);
    chips.hidden = !isMany || chosen.length === 0;
    fill(chips, isMany && chosen.map(value => h('li', { class: 'chip' }, h('span', null, titleOf(value)), h('button', { type: 'button', 'aria-label': `Remove ${titleOf(value)}`, onClick: () => remove(value) }, icon('close')))));
  }

  draw();
  return { node: h('div', { class: 'picker' }, chips, control, box), control, read: () => chosen.join(','), write: value => { chosen = value.split(',').filter(Boolean); draw(); } };
}
