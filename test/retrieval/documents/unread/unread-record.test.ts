import { expect, it } from 'vitest';
import { keptUnreadable, unreadReasonSchema, unreadRecord } from '../../../../retrieval/documents/unread/unread-record.js';
import { UNREAD_CODES } from '../../../../retrieval/documents/unread/unread-words.js';

it('is a code and an English text in JSON', () => {
  expect(unreadRecord({ file: 'a.gif', reason: { code: 'foreign', kind: 'gif' } })).toEqual({
    file: 'a.gif',
    code: 'foreign',
    reason: 'a document expected, found a GIF picture; save it as PNG',
  });
});

it('comes back as it was kept; what another version kept otherwise is left out', () => {
  const kept = [
    { file: 'a.pdf', reason: { code: 'damaged', kind: 'pdf', detail: 'no header' } },
    { file: 'b.pdf', reason: { code: 'too-many-pages', limit: 3, found: 5 } },
  ] as const;
  const older = { file: 'c.pdf', reason: 'a PDF expected, found nothing' };
  const newer = { file: 'd.pdf', reason: { code: 'haunted' } };
  expect(keptUnreadable([...(JSON.parse(JSON.stringify(kept)) as typeof kept), older, newer])).toEqual(kept);
  for (const code of UNREAD_CODES) expect(unreadReasonSchema.safeParse({ code }).success).toBe(true);
});
