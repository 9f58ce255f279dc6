// What one does in Teams, and what is said of it in passing.

import { act, place, state, toast } from '../state.js';

/** Null when it was refused; that has been said then. */
export const teamsAct = (name, body) => act(name, body, 'teams');

/** Opens the form by the message extension, beside the message box or on a message. */
export async function extend(command, on) {
  const answer = await teamsAct('extension', on ? { command, on } : { command, in: place().id });
  if (answer?.text) toast(answer.text);
}

export const userIn = id => state.teams.users.find(user => user.id === id);

export const nameIn = id => (id === state.teams.bot ? state.teams.botName : userIn(id)?.name ?? 'Somebody');
