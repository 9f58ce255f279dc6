// Behind the scenes: what Slack or Teams sent for each act, what the bot answered, recorded and called.

import { $, fill, h, icon } from './dom.js';
import { get } from './api.js';
import { state, toast, zone } from './state.js';
import { dayOf, shortDay, timeOf } from './dates.js';
import { togglePanel } from './top.js';

const opened = new Set();
let shown = '';

export async function drawBackstage() {
  const panel = $('backstage');
  panel.hidden = !state.panel;
  if (!state.panel) return;
  if (!panel.firstChild) fill(panel, head(), h('div', { id: 'acts', class: 'scroll', role: 'region', 'aria-label': 'What happened', tabindex: '0' }));
  try {
    const { acts } = await get('trace', {});
    const sign = JSON.stringify([acts, zone(), dayOf(state.data.now, zone())]);
    if (sign === shown) return;
    shown = sign;
    fill($('acts'), acts.length ? h('ol', { class: 'acts' }, acts.map((act, i) => entry(act, i === 0))) : h('p', { class: 'empty' }, 'Type a command or press a button: here you see the signed request, the answer and the record.'));
  } catch (fault) {
    toast(fault.message);
  }
}

function head() {
  return h('div', { class: 'head' }, h('h2', null, 'Behind the scenes'),
    h('button', { type: 'button', class: 'button quiet square', 'aria-label': 'Close the side panel', onClick: togglePanel }, icon('close')));
}

function entry(act, newest) {
  const part = (name, open, ...inside) => fold(`${act.id} ${name}`, name, open, inside);
  return h('li', { class: 'act' },
    h('h3', null, h('span', null, `${act.who} ${act.what}`), h('time', null, dayOf(act.at, zone()) === dayOf(state.data.now, zone()) ? '' : `${shortDay(act.at, zone())}, `, timeOf(act.at, zone()))),
    act.request && part(`Request: ${act.request.line}${act.request.kind ? ` · ${act.request.kind}` : ''}`, false, headers(act.request.headers), code(act.request.body)),
    act.answer && part(`Answer: ${status(act.answer)}`, false, act.answer.body === '' ? h('p', { class: 'hint' }, 'Empty: taken.') : code(act.answer.body)),
    act.ledger.length > 0 && part(`Ledger: ${act.ledger.map(one => one.type).join(', ')}`, newest, act.ledger.map(ledger)),
    ['Slack', 'Teams'].map(to => called(to, act.calls.filter(call => call.to === to), part)));
}

const called = (to, calls, part) => calls.length > 0 && part(`The bot called ${to}: ${calls.length}`, false,
  h('ul', { class: 'calls' }, calls.map(call => h('li', null, h('code', null, call.method), ' ', call.error ? `${call.status} ${call.error}` : 'ok'))));

const status = answer => (answer.status ? `${answer.status} in ${answer.ms} ms` : answer.timedOut ? `none in ${answer.ms} ms` : 'no connection');

function fold(key, name, open, inside) {
  const details = h('details', { open: opened.has(key) || (open && !opened.has('closed ' + key)) }, h('summary', { key }, name), inside);
  details.addEventListener('toggle', () => {
    opened[details.open ? 'add' : 'delete'](key);
    opened[details.open ? 'delete' : 'add']('closed ' + key);
  });
  return details;
}

const headers = all => h('dl', { class: 'headers' }, Object.entries(all).map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value))));

const code = value => h('pre', { tabindex: '0', role: 'region', 'aria-label': 'Raw data' }, typeof value === 'string' ? value : JSON.stringify(value, null, 2));

function ledger(one) {
  return h('div', { class: 'ledger' },
    h('p', null, h('strong', null, `#${one.seq} ${one.type}`), one.request && ` ${one.request}`, one.detail && ` · ${one.detail}`),
    h('p', { class: 'hash' }, one.hash),
    fold(`canonical ${one.seq}`, 'What is hashed', false, [code(one.canonical)]));
}
