// The question that some buttons ask before they are pressed.

import { $, h } from './dom.js';
import { textOf } from './mrkdwn.js';

/** confirm: Slack's confirmation object. True when the person says yes. */
export function ask(confirm, context) {
  return new Promise(resolve => {
    const dialog = h('dialog', { class: 'modal small', role: 'alertdialog', 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text' },
      h('h2', { id: 'confirm-title' }, textOf(confirm.title, context)),
      h('p', { id: 'confirm-text' }, textOf(confirm.text, context)),
      h('div', { class: 'foot' },
        h('button', { type: 'button', class: 'button', onClick: () => dialog.close() }, textOf(confirm.deny, context)),
        h('button', { type: 'button', class: `button ${confirm.style === 'danger' ? 'danger' : 'primary'}`, onClick: () => dialog.close('yes') }, textOf(confirm.confirm, context))));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    $('page').append(dialog);
    dialog.showModal();
    dialog.querySelector('.foot .button:last-child').focus();
  });
}
