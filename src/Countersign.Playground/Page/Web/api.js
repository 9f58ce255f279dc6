// The host's endpoints. What it refuses comes as an error with a sentence for the person.

const ROOT = '/playground/api/';

export async function get(path, query) {
  return answerOf(await fetch(`${ROOT}${path}?${new URLSearchParams(query)}`, { cache: 'no-store' }));
}

export async function post(path, body) {
  return answerOf(await fetch(ROOT + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }));
}

async function answerOf(response) {
  const body = await response.json().catch(() => null);
  if (response.ok && body) return body;
  throw new Error(body?.detail ?? 'The playground gave no sensible answer. Is it still running?');
}

/** Calls back whenever something changed, and when the connection comes or goes. */
export function watch(me, { changed, connected }) {
  const source = new EventSource(`${ROOT}changes?${new URLSearchParams({ as: me })}`);
  source.addEventListener('changed', changed);
  source.addEventListener('open', () => connected(true));
  source.addEventListener('error', () => connected(false));
}
