// Where one writes: messages, commands with completion, and the app's shortcuts.

import { $, h, icon } from './dom.js';
import { menuButton } from './menu.js';
import { closeList, completes, listKeys, showList } from './completion.js';
import { act, state, toast, userOf } from './state.js';

const drafts = new Map();
const mentioned = new Map();
const keyOf = () => `${state.me} ${state.here}`;

export function composer(open) {
  const name = open.dm ? 'Message Countersign' : `Message #${open.name}`;
  const input = h('input', {
    type: 'text', id: 'composer', role: 'combobox', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'true', maxlength: '12000',
    'aria-label': name, placeholder: open.dm ? 'Type / for commands' : `${name}, or type / for commands`,
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'completion', key: 'composer', value: drafts.get(keyOf()) ?? '',
    onInput: () => { drafts.set(keyOf(), input.value); offer(input); }, onClick: () => offer(input), onBlur: closeList,
    onKeydown: event => listKeys(event, input) && event.preventDefault(),
  });
  return h('form', { class: 'composer', onSubmit: event => { event.preventDefault(); send(input); } },
    h('div', { id: 'completion', class: 'completion', role: 'listbox', 'aria-label': 'Suggestions', hidden: true }),
    state.slack.shortcuts.length > 0 && menuButton({ class: 'button quiet square', 'aria-label': 'Shortcuts', title: 'Shortcuts' }, icon('bolt'),
      state.slack.shortcuts.map(one => ({ label: one.name, hint: one.description, pick: () => shortcut(one) }))),
    input,
    h('button', { type: 'submit', class: 'button primary square', 'aria-label': 'Send', key: 'send' }, icon('send')));
}

export function drawComposer() {
  const input = $('composer');
  if (input && document.activeElement !== input && input.value !== (drafts.get(keyOf()) ?? '')) input.value = drafts.get(keyOf()) ?? '';
}

/** Puts words where one writes, for a look before they are sent. */
export function propose(words) {
  const input = $('composer');
  if (!input) return;
  input.value = words;
  drafts.set(keyOf(), words);
  input.focus();
}

function offer(input) {
  const found = completes(input.value, input.selectionStart ?? input.value.length);
  if (!found) return closeList();
  showList(input, found, ({ insert, from, to, mention }) => {
    if (mention) mentioned.set(insert.trim(), mention);
    input.value = input.value.slice(0, from) + insert + input.value.slice(to);
    input.setSelectionRange(from + insert.length, from + insert.length);
    drafts.set(keyOf(), input.value);
    offer(input);
  });
}

/** People who were completed go out as mentions, as Slack writes them: by their id. */
function written(text) {
  const names = [...mentioned.keys()].sort((a, b) => b.length - a.length);
  return names.reduce((so, name) => so.replaceAll(name, `<@${mentioned.get(name)}|${userOf(mentioned.get(name))?.handle ?? ''}>`), text);
}

async function send(input) {
  closeList();
  const text = input.value.trim();
  if (!text) return;
  input.value = '';
  drafts.delete(keyOf());
  const body = { in: state.here, [text.startsWith('/') ? 'line' : 'text']: written(text) };
  const answer = await act(text.startsWith('/') ? 'command' : 'message', body);
  if (answer || input.value) return;
  input.value = text;
  drafts.set(keyOf(), text);
}

async function shortcut(one) {
  const answer = await act('shortcut', { callback: one.callback });
  if (answer && answer.outcome !== 'done') toast(`Countersign could not take “${one.name}”. Try again.`);
}
