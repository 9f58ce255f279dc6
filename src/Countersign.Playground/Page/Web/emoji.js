// The shortcodes that the bot writes, and a few that people do. Others stay as they were typed.

import { h } from './dom.js';

export const EMOJI = {
  inbox_tray: '📥', eyes: '👀', hourglass_flowing_sand: '⏳', no_entry: '⛔', pencil2: '✏️', rotating_light: '🚨', warning: '⚠️',
  white_check_mark: '✅', wrench: '🔧', leftwards_arrow_with_hook: '↩️', bell: '🔔', calendar: '📅', bust_in_silhouette: '👤',
  '+1': '👍', tada: '🎉', wave: '👋', x: '❌', memo: '📝', bar_chart: '📊', information_source: 'ℹ️', question: '❓', lock: '🔒',
};

/** A line of plain text with its shortcodes drawn. */
export function emoji(line) {
  const nodes = [];
  let done = 0;
  for (const found of line.matchAll(/:([a-z0-9_+-]+):/g)) {
    const sign = EMOJI[found[1]];
    if (!sign || !Object.hasOwn(EMOJI, found[1])) continue;
    if (found.index > done) nodes.push(line.slice(done, found.index));
    nodes.push(h('span', { class: 'emoji', role: 'img', 'aria-label': found[1].replaceAll('_', ' ') }, sign));
    done = found.index + found[0].length;
  }
  if (done < line.length) nodes.push(line.slice(done));
  return nodes;
}
