// The first sign-off in four steps, then one whose reviewer is in Teams. It moves on by what happened, not by “next”.

import { $, fill, h, icon } from './dom.js';
import { recall, remember } from './session.js';
import { propose } from './composer.js';
import { become, draw, go, goTeams, seatOf, shows, state } from './state.js';

// leg: 1 in Slack alone, 2 across to Teams. step: 1 type, 2 fill, 3 switch, 4 decide, 5 done; 0 when it was put away.
let guide = recall('guide', null);

function keep(change) {
  guide = { ...guide, ...change };
  remember('guide', guide);
}

const begin = leg => keep({ leg, step: 1, author: state.data.seats[0]?.id, from: (state.data.now / 1000).toFixed(6), reviewer: null });
const inTeams = () => guide.leg === 2;
const command = () => (inTeams() ? state.data.teamsCommand : state.data.firstCommand);
const waits = seat => (inTeams() ? seat.chatAsked : seat.asked);

export function showGuide() {
  begin(1);
  draw();
  $('guide').querySelector('button')?.focus();
}

function hideGuide() {
  keep({ step: 0 });
  draw();
  document.querySelector('[data-key="guide"]')?.focus();
}

document.addEventListener('form-sent', event => {
  if (![1, 2].includes(guide?.step) || !['closed', 'cleared'].includes(event.detail)) return;
  keep({ step: 3 });
  draw();
});

/** Looks at what is on the screen, and where the card went. */
function advance() {
  if (guide.step === 1 && state.slack?.view?.submit && state.me === guide.author) keep({ step: 2 });
  if (guide.step === 2 && !state.slack?.view && state.me === guide.author) keep({ step: 1 });
  const asked = state.data.seats.find(seat => seat.id !== guide.author && waits(seat) > guide.from);
  if (guide.step === 3 && asked && asked.id !== guide.reviewer) keep({ reviewer: asked.id });
  if (guide.step === 3 && guide.reviewer && state.me === guide.reviewer) keep({ step: 4 });
  if (guide.step === 4 && !asked) keep({ step: 5 });
  // Handed on: somebody else has the card now.
  if (guide.step === 4 && asked.id !== guide.reviewer) keep({ step: 3, reviewer: asked.id });
}

export function drawGuide() {
  if (!guide?.leg) begin(1);
  if (guide.step > 0) advance();
  const box = $('guide');
  box.hidden = guide.step === 0 || guide.step === 2;
  if (box.hidden) return;
  const sign = JSON.stringify([guide, state.me, shows('messages'), state.here, state.chat]);
  if (box.dataset.sign === sign) return;
  box.dataset.sign = sign;
  fill(box, h('div', { class: 'guide-head' }, h('h2', null, guide.step === 5 ? 'That was it' : `${inTeams() ? 'From Slack to Teams' : 'Your first sign-off'} · ${guide.step} of 4`),
    h('button', { type: 'button', class: 'button quiet square', 'aria-label': 'Close the guide', key: 'guide-close', onClick: hideGuide }, icon('close'))),
  steps[guide.step]());
}

const name = id => seatOf(id)?.name ?? 'somebody';
const does = (label, pick) => h('p', { class: 'guide-do' }, h('button', { type: 'button', class: 'button primary', key: 'guide-do', onClick: pick }, label));

const steps = {
  1: () => (state.me === guide.author
    ? [h('p', null, 'You are ', h('strong', null, name(guide.author)), inTeams() ? '. Billing’s reviewers are in Teams, you ask in Slack all the same: type ' : ', and an AI helped with your change. Ask for a sign-off: in Slack, type ', h('code', null, command()), ' and press Enter.'),
      does('Type it for me', async () => {
        if (!shows('messages') || state.half !== 'slack') await go(shows('messages') ? state.here : seatOf(state.me).dm, 'messages');
        propose(command());
      })]
    : [h('p', null, 'This starts with ', h('strong', null, name(guide.author)), ', who has a change to sign off.'), does(`Become ${name(guide.author)}`, () => become(guide.author))]),
  3: () => (guide.reviewer
    ? [h('p', null, 'Countersign chose ', h('strong', null, name(guide.reviewer)), ' and says why. Switch to ', name(guide.reviewer), ' under “You are”.'), does(`Become ${name(guide.reviewer)}`, async () => {
      const { dm, chat } = seatOf(guide.reviewer);
      await become(guide.reviewer);
      if (inTeams()) goTeams(chat);
      else go(dm);
    })]
    : [h('p', null, 'Sent. Countersign looks for somebody senior who is free now. If nobody is, move the clock to their working hours.')]),
  4: () => [h('p', null, 'You are ', h('strong', null, name(guide.reviewer)), ` now. Read the card in ${inTeams() ? 'the chat with Countersign in Teams' : 'Countersign’s messages'}, then press `, h('strong', null, 'Approve'), ' (or Deny, and say why).')],
  5: () => (inTeams()
    ? [h('p', null, 'Asked in Slack, answered in Teams, one record. Everybody’s card says so on both sides. In Teams you can ask too: write “new” to Countersign, or press + beside the message box.')]
    : [h('p', null, 'What you answered is in the record, and everybody’s card says so. Look at the team’s channel, at Home, and at “Behind the scenes”.'),
      does('Now approve one in Teams', () => {
        begin(2);
        draw();
      })]),
};

/** In the form itself, where the guide's box can't be reached. fields() gives what can be filled. */
export function formHint(fields) {
  if (guide?.step !== 1 && guide?.step !== 2) return null;
  if (state.me !== guide.author) return null;
  return h('div', { class: 'form-hint' }, h('p', null, 'Guide, 2 of 4: say what the AI did and what you checked, then send it.'),
    h('button', { type: 'button', class: 'button', onClick: () => example(fields()) }, 'Fill in an example'));
}

/** The placeholders are good examples: the bot's own. What no tier ever asks for stays empty. */
function example(fields) {
  for (const field of fields) {
    if ((!field.optional || field.block !== 'Evidence') && field.example && typeof field.read() === 'string' && field.read() === '' && field.type.endsWith('_input')) {
      field.write(field.example);
      field.fault('');
    }
  }
  fields.find(field => !field.optional && field.read().length === 0)?.control.focus();
}
