// Files dropped on the chat, with a veil that says so while they hang over it.
import { byId } from './dom.js';

/** @param take gets the files dropped on the chat */
export function setUp(take) {
  const area = byId('conversation');
  const veil = byId('drop');
  // Each element under the pointer is entered before the last one is left.
  let depth = 0;
  const on = (name, act) =>
    area.addEventListener(name, (event) => {
      if (event.dataTransfer?.types.includes('Files')) act(event);
    });
  on('dragenter', () => (veil.hidden = (depth += 1) < 1));
  on('dragleave', () => (veil.hidden = (depth -= 1) < 1));
  on('dragover', (event) => event.preventDefault());
  on('drop', (event) => {
    event.preventDefault();
    depth = 0;
    veil.hidden = true;
    take(event.dataTransfer.files);
  });
}
