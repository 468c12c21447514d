// Short messages over the page: passing notes, alerts, complaints under the field, and words for screen readers.
import { byId } from './dom.js';
import { failure } from './words.js';

/** Time to read a note: 3 s, and 50 ms more for each character. */
const NOTE = 3000;
const NOTE_PER_CHARACTER = 50;

const toast = byId('toast');
const announcer = byId('announcer');
const alert = byId('alert');
const problem = byId('problem');
let timer;

export function note(text) {
  clearTimeout(timer);
  toast.textContent = text;
  toast.classList.toggle('shown', text !== '');
  if (text !== '') timer = setTimeout(() => note(''), NOTE + NOTE_PER_CHARACTER * text.length);
}

export function showAlert(text) {
  byId('alert-text').textContent = text;
  if (!alert.open) alert.showModal();
}

/** Said by screen readers, not shown. */
export function announce(text) {
  announcer.textContent = text;
}

/** Stands under the field until it is put right; '' takes it away. */
export function complain(text) {
  problem.textContent = text;
}

/** Does something that may fail, and says why when it does; whether it succeeded. @param tell `note` or `complain` */
export async function attempt(work, tell = note) {
  try {
    await work();
    return true;
  } catch (error) {
    tell(failure(error));
    return false;
  }
}
