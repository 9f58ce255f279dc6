// What this tab remembers across reloads: who one is, what each person has read and dismissed, and the guide.

const KEY = 'countersign.playground';
const kept = load();

function load() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

export function recall(name, otherwise) {
  return kept[name] ?? otherwise;
}

export function remember(name, value) {
  kept[name] = value;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A full or forbidden store costs the memory of this tab, nothing else.
  }
}

/** Everything older than the first look at the playground counts as read, for everybody. */
export function began(now) {
  if (!kept.began) remember('began', (now / 1000).toFixed(6));
}

export function unread(viewer, conversation, recent) {
  const read = kept.read?.[viewer]?.[conversation] ?? kept.began ?? '0';
  return recent.filter(ts => ts > read).length;
}

export function markRead(viewer, conversation, recent) {
  const newest = recent.at(-1);
  if (!newest || !unread(viewer, conversation, recent)) return;
  remember('read', { ...kept.read, [viewer]: { ...kept.read?.[viewer], [conversation]: newest } });
}

export const isDismissed = ts => (kept.dismissed ?? []).includes(ts);

export function dismiss(ts) {
  remember('dismissed', [...(kept.dismissed ?? []), ts].slice(-200));
}
