// Where one writes in Teams: words, mentions, the app's verbs, and the message extension beside it.

import { $, h, icon } from '../dom.js';
import { menuButton } from '../menu.js';
import { closeList, listKeys, showList } from '../completion.js';
import { place, state, toast } from '../state.js';
import { extend, nameIn, teamsAct } from './acts.js';
import { completes, isVerb, mentionsApp } from './completes.js';

const drafts = new Map();
const answers = new Map();
const keyOf = () => `${state.me} ${state.chat}`;

export function typing(open) {
  const hint = open.kind === 'personal' ? 'Type a message' : open.hasBot ? `Mention @${state.teams.botName} to ask it` : 'Type a message';
  const input = h('input', {
    type: 'text', id: 'typing', role: 'combobox', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'true', maxlength: '12000',
    'aria-label': `Message in ${open.name}`, placeholder: hint, 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'proposals', key: 'typing', value: drafts.get(keyOf()) ?? '',
    onInput: () => { drafts.set(keyOf(), input.value); offer(input); }, onClick: () => offer(input), onBlur: closeList,
    onKeydown: event => listKeys(event) && event.preventDefault(),
  });
  return h('div', { class: 'typing' },
    h('p', { id: 'answering', class: 'answering', hidden: true }),
    h('form', { class: 'composer', onSubmit: event => { event.preventDefault(); send(input); } },
      h('div', { id: 'proposals', class: 'completion', role: 'listbox', 'aria-label': 'Suggestions in Teams', hidden: true }),
      state.teams.extensions.length > 0 && menuButton({ class: 'button quiet square', 'aria-label': 'Actions and apps', title: 'Actions and apps', key: 'apps' }, icon('plus'),
        state.teams.extensions.map(one => ({ label: one.title, hint: one.description, pick: () => extend(one.id) }))),
      input,
      h('button', { type: 'submit', class: 'button quiet square send', 'aria-label': 'Send in Teams', key: 'send-teams' }, icon('send'))));
}

export function drawTyping() {
  const input = $('typing');
  if (!input) return;
  if (document.activeElement !== input && input.value !== (drafts.get(keyOf()) ?? '')) input.value = drafts.get(keyOf()) ?? '';
  const to = answers.get(keyOf());
  const line = $('answering');
  if (line.hidden === !to && line.dataset.to === (to?.id ?? '')) return;
  line.hidden = !to;
  line.dataset.to = to?.id ?? '';
  line.replaceChildren(...(to ? [h('span', null, `Replying to ${nameIn(to.from)}`), h('button', { type: 'button', class: 'button quiet square tiny', 'aria-label': 'Do not reply there', onClick: () => { answers.delete(keyOf()); drawTyping(); input.focus(); } }, icon('close'))] : []));
}

/** What is written next goes into this thread. */
export function answerIn(one) {
  answers.set(keyOf(), one);
  drawTyping();
  $('typing')?.focus();
}

function offer(input) {
  const found = completes(input.value, input.selectionStart ?? input.value.length, place());
  if (!found) return closeList();
  showList(input, found, ({ insert, from, to }) => {
    input.value = input.value.slice(0, from) + insert + input.value.slice(to);
    input.setSelectionRange(from + insert.length, from + insert.length);
    drafts.set(keyOf(), input.value);
    offer(input);
  });
}

/** People go out by their handles, which are one word. */
const spelled = text => state.teams.users.reduce((so, user) => so.replaceAll(`@${user.name}`, `@${user.handle}`), text);

async function send(input) {
  closeList();
  const text = input.value.trim();
  if (!text) return;
  const key = keyOf();
  const to = answers.get(key);
  input.value = '';
  drafts.delete(key);
  answers.delete(key);
  drawTyping();
  const open = place();
  const answer = await teamsAct('message', { in: open.id, text: spelled(text), ...(to ? { thread: to.id } : {}) });
  if (answer?.outcome === 'failed') toast('Countersign did not answer. Try again.');
  if (answer?.outcome === 'posted' && open.hasBot && isVerb(text) && !mentionsApp(text)) toast(`Countersign hears only what mentions it here: begin with @${state.teams.botName}.`);
  if (answer || input.value) return;
  input.value = text;
  drafts.set(key, text);
}
