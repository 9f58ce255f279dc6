// A card's buttons. Some send, some unfold a further card, some open an address; what is secondary stands in a menu.

import { h, icon } from '../dom.js';
import { menuButton } from '../menu.js';
import { announce } from '../state.js';
import { contents } from './card.js';

const MOST = 6;

export function buttons(actions, level) {
  if (!actions?.length) return null;
  const secondary = actions.filter(action => action.mode === 'secondary');
  const primary = actions.filter(action => action.mode !== 'secondary');
  const rest = [...primary.slice(MOST), ...secondary];
  const panels = new Map(actions.filter(action => action.type === 'Action.ShowCard').map(action => [action, panel(action, level)]));
  const made = new Map(primary.slice(0, MOST).map(action => [action, button(action, level, () => unfold(action))]));
  const overflow = rest.length > 0 && menuButton({ class: 'button square', 'aria-label': 'More actions', key: `${level.host.name} overflow ${actions[0].press}` }, icon('more'),
    rest.map(action => ({ label: action.title, hint: action.tooltip, pick: () => choose(action, level, unfold) })));

  /** One at a time, and again to fold it. */
  function unfold(action) {
    const { memory } = level.host;
    const opens = panels.get(action).hidden;
    for (const [one, inside] of panels) {
      inside.hidden = one !== action || !opens;
      made.get(one)?.setAttribute('aria-expanded', String(!inside.hidden));
    }
    remember(memory, actions, opens ? action.title : null);
    if (!opens) return;
    panels.get(action).querySelector('textarea, input, select, button')?.focus({ preventScroll: true });
    panels.get(action).scrollIntoView({ block: 'nearest' });
  }

  for (const [action, inside] of panels) {
    inside.hidden = !isOpen(level.host.memory, action);
    made.get(action)?.setAttribute('aria-expanded', String(!inside.hidden));
  }
  return [h('div', { class: 'card-buttons' }, [...made.values()], overflow), [...panels.values()]];
}

// By title: a card that was drawn anew may have other numbers.
const isOpen = (memory, action) => (memory.unfolded ??= new Set()).has(action.title);

function remember(memory, actions, title) {
  for (const action of actions) memory.unfolded.delete(action.title);
  if (title) memory.unfolded.add(title);
}

const panel = (action, level) => h('div', { class: 'unfolded', role: 'group', 'aria-label': action.title },
  contents(action.card, { host: level.host, inputs: [], around: level }));

function button(action, level, unfold) {
  const style = { positive: 'primary', destructive: 'danger' }[action.style] ?? '';
  const props = { class: `button ${style}`, key: `${level.host.name} ${action.title}`, title: action.tooltip };
  if (action.type === 'Action.OpenUrl') return /^https?:/i.test(action.url) ? h('a', { ...props, href: action.url, target: '_blank', rel: 'noopener noreferrer' }, action.title) : null;
  const made = h('button', { ...props, type: 'button', disabled: action.isEnabled === false, onClick: () => (action.type === 'Action.ShowCard' ? unfold() : send(action, level, made)) }, action.title);
  return made;
}

function choose(action, level, unfold) {
  if (action.type === 'Action.ShowCard') unfold(action);
  else if (action.type === 'Action.OpenUrl') window.open(action.url, '_blank', 'noopener');
  else send(action, level, null);
}

/** The fields of the button's own card and of those around it. */
function fieldsOf(action, level) {
  if (action.associatedInputs?.toLowerCase() === 'none') return [];
  const all = [];
  for (let at = level; at; at = at.around) all.unshift(...at.inputs);
  return all;
}

async function send(action, level, made) {
  if (level.host.busy) return;
  level.host.busy = true;
  made?.classList.add('busy');
  const inputs = fieldsOf(action, level);
  for (const input of inputs) input.fault('');
  const answer = await level.host.press(action.press, Object.fromEntries(inputs.map(input => [input.id, input.read()])));
  level.host.busy = false;
  made?.classList.remove('busy');
  if (answer?.outcome !== 'errors') return;
  const wrong = inputs.filter(input => answer.errors[input.id]);
  for (const input of wrong) input.fault(answer.errors[input.id]);
  wrong[0]?.control.focus();
  announce(wrong.length === 1 ? 'One field needs another look.' : `${wrong.length} fields need another look.`);
}
