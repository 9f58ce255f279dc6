// How people are shown: initials on a tone that is always theirs, name, what they do, their local time.

import { h, icon } from './dom.js';
import { playgroundNow, state, userOf } from './state.js';
import { timeOf } from './dates.js';

const TONES = 8;

export function avatar(id) {
  const user = userOf(id);
  return user?.app ? appFace() : face(user?.name ?? 'Slack');
}

export const appFace = () => h('span', { class: 'avatar app', 'aria-hidden': 'true' }, icon('signed'));

/** The same for a person in both workspaces. */
export function face(name) {
  const initials = name.split(/\s+/).map(word => word[0]).slice(0, 2).join('').toUpperCase();
  const tone = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % TONES;
  return h('span', { class: `avatar tone-${tone}`, 'aria-hidden': 'true' }, initials);
}

export const nameOf = id => (id === 'USLACKBOT' ? 'Slackbot' : userOf(id)?.name ?? id);

/** A name that means somebody here, or null. */
export const memberName = id => userOf(id)?.name ?? null;

export const channelName = id => state.slack?.conversations.find(one => one.id === id && !one.dm)?.name ?? null;

export function roleOf(user) {
  return [user.title, user.guest ? 'guest' : '', user.status].filter(Boolean).join(' · ');
}

export const localTime = user => timeOf(playgroundNow(), user.tz);
