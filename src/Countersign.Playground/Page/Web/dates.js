// Times in the viewer's zone, by the playground's clock.

import { h } from './dom.js';

const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...options }));
  return formats.get(key);
}

export const timeOf = (ms, zone) => format(zone, { hour: '2-digit', minute: '2-digit' }).format(ms);
export const dayOf = (ms, zone) => format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms);
export const longDay = (ms, zone) => format(zone, { weekday: 'long', month: 'long', day: 'numeric' }).format(ms);
export const shortDay = (ms, zone) => format(zone, { weekday: 'short', month: 'short', day: 'numeric' }).format(ms);
export const fullTime = (ms, zone) => format(zone, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(ms);

const DATES = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
};

/** The day in words if it is near, as in “today”; null if it is not. */
export function nearDay(ms, now, zone) {
  const day = 24 * 3600 * 1000;
  const on = dayOf(ms, zone);
  return on === dayOf(now, zone) ? 'today' : on === dayOf(now - day, zone) ? 'yesterday' : on === dayOf(now + day, zone) ? 'tomorrow' : null;
}

/** `<!date^seconds^format^link|fallback>`. */
export function slackDate([seconds, template], fallback, { zone, now }, first) {
  const ms = Number(seconds) * 1000;
  if (!Number.isSafeInteger(ms) || Math.abs(ms) > 8e15 || !template) return fallback ?? '';
  const words = template.replace(/\{(\w+)\}/g, (whole, token) => {
    if (token === 'time') return timeOf(ms, zone);
    if (token === 'time_secs') return format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms);
    const near = token.endsWith('_pretty') ? nearDay(ms, now, zone) : null;
    const date = DATES[token.replace(/_pretty$/, '')];
    return near ?? (date ? format(zone, date).format(ms) : whole);
  });
  const shown = first ? words[0].toUpperCase() + words.slice(1) : words;
  return h('time', { datetime: new Date(ms).toISOString(), title: fullTime(ms, zone) }, shown);
}
