// What can be completed in Teams' message box: the app's verbs where it hears them, and people.

import { list } from '../completion.js';
import { state } from '../state.js';

export function completes(text, caret, open) {
  const before = text.slice(0, caret);
  return (open.kind === 'personal' ? verbs(before, '') : mentioning(before)) ?? people(before, open);
}

/** In channels and group chats after its name. */
function mentioning(before) {
  const [, lead, rest] = new RegExp(`^(\\s*@${state.teams.botName}\\s+)(.*)$`, 'i').exec(before) ?? [];
  return lead === undefined ? null : verbs(rest, lead);
}

/** “[link]” is not typed: it is what one pastes there. */
function verbs(rest, lead) {
  if (/^\S*\s\S/.test(rest)) return null;
  const fits = state.teams.verbs.filter(one => one.example.startsWith(rest));
  const choices = fits.map(one => {
    const [word, ...more] = one.example.split(' ');
    return { insert: more.length ? `${word} ` : word, from: lead.length, to: lead.length + rest.length, name: one.example, does: one.does };
  });
  return list(choices, !rest || fits.some(one => one.example === rest || one.example.startsWith(`${rest.trim()} `) && rest.endsWith(' ')) ? -1 : 0);
}

function people(before, open) {
  const [whole, typed] = /(?:^|\s)@([^\s@]*(?: [^\s@]*)?)$/.exec(before) ?? [];
  if (whole === undefined) return null;
  const wanted = typed.toLowerCase();
  const from = before.length - typed.length - 1;
  const app = open.kind !== 'personal' && open.hasBot && state.teams.botName.toLowerCase().startsWith(wanted)
    ? [{ insert: `@${state.teams.botName} `, from, to: before.length, name: state.teams.botName, does: 'App: asks for and gives sign-offs' }] : [];
  const fits = state.teams.users.filter(user => user.name.toLowerCase().startsWith(wanted) || user.handle.startsWith(wanted));
  return list([...app, ...fits.slice(0, 8).map(user => ({ insert: `@${user.name} `, from, to: before.length, name: user.name, does: user.title }))], 0);
}

export const isVerb = text => state.teams.verbs.some(one => one.example.split(' ')[0] === text.trim().split(/\s/)[0].toLowerCase());

export const mentionsApp = text => text.toLowerCase().includes(`@${state.teams.botName.toLowerCase()}`);
