import { expect, it } from 'vitest';
import type { UnreadReason } from '../../../../retrieval/documents/unread/unread-reason.js';
import { UNREAD_CODES, unreadInWords } from '../../../../retrieval/documents/unread/unread-words.js';

it('is worded in English for terminals and logs, with what was expected, found and what to do', () => {
  expect(unreadInWords({ code: 'too-large', limit: 128, found: 300 })).toBe('at most 128 MiB expected, found 300 MiB; split the file');
  expect(unreadInWords({ code: 'silent-pages', count: 4, pages: '1–3, 7' })).toMatch(/^pages 1–3, 7: /u);
  expect(unreadInWords({ code: 'silent-pages', count: 1, pages: '2' })).toMatch(/^page 2: /u);
});

it('is worded in French for people, with numbers as French writes them', () => {
  expect(unreadInWords({ code: 'too-long', limit: 20_000_000 }, 'fr')).toBe('plus de 20\u202F000\u202F000 caractères de texte ; partagez le fichier');
  expect(unreadInWords({ code: 'foreign', kind: 'gif' }, 'fr')).toBe('une image GIF ; enregistrez-la en PNG');
  expect(unreadInWords({ code: 'silent-pages', count: 4, pages: '1–3, 7' }, 'fr')).toMatch(/^pages 1–3, 7 : des images où /u);
  expect(unreadInWords({ code: 'unrecognised-pages', count: 1, pages: '2' }, 'fr')).toMatch(/^page 2 : une image qui n’a pas pu être reconnue ;/u);
});

it.each(['fr', 'en'] as const)('is said of every code in %s with all that goes with it', (language) => {
  const values = { detail: 'EIO', at: 41, found: 42, limit: 43, width: 44, height: 45, count: 2, pages: '6–7', kind: 'pdf', language: 'fra' };
  for (const code of UNREAD_CODES) {
    const kind = code === 'foreign' ? 'gif' : 'pdf';
    expect(unreadInWords({ ...values, kind, code } as UnreadReason, language), code).not.toMatch(/undefined|NaN|[\n\r]|^$/u);
  }
});
