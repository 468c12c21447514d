import { expect, it } from 'vitest';
import { keptUnreadable, unreadInWords, unreadRecord, UNREAD_CODES, unreadReasonSchema } from '../../../retrieval/documents/unread-reason.js';

it('is worded in English for terminals and logs, with what was expected, found and what to do', () => {
  expect(unreadInWords({ code: 'too-large', limit: 128, found: 300 })).toBe('at most 128 MiB expected, found 300 MiB; split the file');
  expect(unreadInWords({ code: 'silent-pages', count: 4, pages: '1–3, 7' })).toMatch(/^pages 1–3, 7: /u);
  expect(unreadInWords({ code: 'silent-pages', count: 1, pages: '2' })).toMatch(/^page 2: /u);
});

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
