// How people are shown: initials on a tone that is always theirs, name, what they do, their local time.

import { h, icon } from './dom.js';
import { state, userOf, playgroundNow } from './state.js';
import { timeOf } from './dates.js';

const TONES = 8;

export function avatar(id) {
  const user = userOf(id);
  if (user?.app) return h('span', { class: 'avatar app', 'aria-hidden': 'true' }, icon('signed'));
  const initials = (user?.name ?? 'S').split(/\s+/).map(word => word[0]).slice(0, 2).join('');
  const tone = [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % TONES;
  return h('span', { class: `avatar tone-${tone}`, 'aria-hidden': 'true' }, initials);
}

export const nameOf = id => (id === 'USLACKBOT' ? 'Slackbot' : userOf(id)?.name ?? id);

/** A name that means somebody here, or null. */
export const memberName = id => userOf(id)?.name ?? null;

export const channelName = id => state.data.conversations.find(one => one.id === id && !one.dm)?.name ?? null;

export function roleOf(user) {
  return [user.title, user.guest ? 'guest' : '', user.status].filter(Boolean).join(' · ');
}

export const localTime = user => timeOf(playgroundNow(), user.tz);
