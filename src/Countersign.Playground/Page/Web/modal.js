// The form on top of the viewer's screen.

import { $, h, icon, refocus } from './dom.js';
import { blocksOf } from './blocks.js';
import { fieldOf } from './fields.js';
import { contextOf } from './message.js';
import { textOf } from './mrkdwn.js';
import { formHint } from './guide.js';
import { act, announce, state } from './state.js';

const TROUBLE = 'We had some trouble connecting. Try again?';

let drawn = null;
// Closed here, though the app may not have heard of it yet.
let left = null;

export function drawModal() {
  const { me } = state;
  const view = state.slack?.view;
  if (drawn && (!view || drawn.id !== view.id || drawn.me !== me)) vanish();
  if (!view || view.id === left || drawn?.hash === view.hash) return;
  const before = drawn;
  const held = document.activeElement?.closest?.('dialog [data-key]')?.dataset.key;
  drawn = { id: view.id, hash: view.hash, me, fields: [], dialog: before?.dialog ?? dialogFor() };
  drawn.dialog.replaceChildren(form(view));
  // What was typed stays where the app left the field in place.
  for (const field of drawn.fields) {
    const old = before?.fields.find(one => one.block === field.block && one.action === field.action);
    if (old) field.write(old.read());
  }
  if (!drawn.dialog.open) drawn.dialog.showModal();
  if (held) refocus(drawn.dialog, held);
  else (drawn.fields[0]?.control ?? drawn.dialog.querySelector('button')).focus();
}

function dialogFor() {
  const dialog = h('dialog', { class: 'modal', 'aria-labelledby': 'modal-title' });
  dialog.addEventListener('cancel', event => {
    event.preventDefault();
    leave();
  });
  $('page').append(dialog);
  return dialog;
}

function vanish() {
  drawn.dialog.close();
  drawn.dialog.remove();
  drawn = null;
}

function form(view) {
  const sheet = drawn;
  const context = {
    ...contextOf((block, element, option, confirmed) => act('press', { on: { view: view.id }, block: block.block_id, action: element.action_id, option: option?.value, confirmed, fields: values(sheet) })),
    field(block) {
      const field = fieldOf(block, context);
      if (field.read) sheet.fields.push(field);
      return field.node;
    },
  };
  return h('form', { novalidate: true, onSubmit: event => { event.preventDefault(); send(sheet); } },
    h('header', null, h('h2', { id: 'modal-title' }, textOf(view.title, context)), h('button', { type: 'button', class: 'button quiet square', 'aria-label': 'Close', onClick: leave }, icon('close'))),
    view.submit && formHint(() => sheet.fields),
    h('div', { class: 'sheet', role: 'region', 'aria-label': view.title.text, tabindex: '0' }, blocksOf(view.blocks, context)),
    h('footer', { class: 'foot' },
      h('p', { class: 'trouble', role: 'alert' }),
      h('button', { type: 'button', class: 'button', key: 'leave', onClick: leave }, textOf(view.close ?? { type: 'plain_text', text: view.submit ? 'Cancel' : 'Close' }, context)),
      view.submit && h('button', { type: 'submit', class: 'button primary', key: 'submit' }, textOf(view.submit, context))));
}

function values(sheet) {
  const held = {};
  for (const { block, action, read } of sheet.fields) (held[block] ??= {})[action] = read();
  return held;
}

async function send(sheet) {
  const button = sheet.dialog.querySelector('[type="submit"]');
  if (!button || button.classList.contains('busy')) return;
  say(sheet, '');
  for (const field of sheet.fields) field.fault('');
  button.classList.add('busy');
  const answer = await act('submit', { view: sheet.id, fields: values(sheet) });
  button.classList.remove('busy');
  if (answer?.outcome === 'trouble') say(sheet, TROUBLE);
  if (answer?.outcome === 'errors') show(sheet, answer.errors);
  document.dispatchEvent(new CustomEvent('form-sent', { detail: answer?.outcome }));
}

function show(sheet, errors) {
  const wrong = sheet.fields.filter(field => errors[field.block]);
  for (const field of wrong) field.fault(errors[field.block]);
  wrong[0]?.control.focus();
  announce(wrong.length === 1 ? 'One field needs another look.' : `${wrong.length} fields need another look.`);
}

const say = (sheet, words) => { sheet.dialog.querySelector('.foot .trouble').textContent = words; };

/** Closes at once; the app is told, and whatever form is underneath comes up. */
function leave() {
  const { id } = drawn;
  left = id;
  vanish();
  state.slack.view = null;
  act('close', { view: id });
}
