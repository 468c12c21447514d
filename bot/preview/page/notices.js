// Short messages over the page: passing notes, alerts, and words for screen readers.
import { byId } from './dom.js';

/** Time to read a note: 3 s, and 50 ms more for each character. */
const NOTE = 3000;
const NOTE_PER_CHARACTER = 50;

const toast = byId('toast');
const announcer = byId('announcer');
const alert = byId('alert');
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
