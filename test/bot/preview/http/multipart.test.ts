import { describe, expect, test } from 'vitest';
import { readMultipart } from '../../../../bot/preview/http/multipart.js';

const TYPE = 'multipart/form-data; boundary=----x';

function body(...parts: [string, string][]): Buffer {
  return Buffer.from(`${parts.map(([headers, content]) => `------x\r\n${headers}\r\n\r\n${content}\r\n`).join('')}------x--\r\n`);
}

describe('multipart bodies', () => {
  test('fields and files, quoted as browsers do and bare as grammY does', () => {
    const { values, uploads } = readMultipart(
      body(
        ['Content-Disposition: form-data; name="chat_id"', '5'],
        ['content-disposition:form-data;name="document";filename=a b (été).txt\r\ncontent-type:application/octet-stream', 'x\r\ny'],
        ['Content-Disposition: form-data; name="b"; filename="c \\"d\\".pdf"\r\nContent-Type: application/pdf', ''],
      ),
      TYPE,
    );
    expect(values).toEqual({ chat_id: '5' });
    expect(uploads.get('document')).toMatchObject({ name: 'a b (été).txt', type: 'application/octet-stream' });
    expect(uploads.get('document')?.bytes.toString()).toBe('x\r\ny');
    expect(uploads.get('b')).toMatchObject({ name: 'c "d".pdf', type: 'application/pdf' });
    expect(uploads.get('b')?.bytes).toHaveLength(0);
  });

  test('content that looks like a boundary, but is none', () => {
    const { values } = readMultipart(body(['Content-Disposition: form-data; name="a"', '--x\r\n----y\r\n------']), TYPE);
    expect(values).toEqual({ a: '--x\r\n----y\r\n------' });
  });

  test.each([
    ['a path', 'filename="../../etc/passwd"', 'passwd'],
    ['a Windows path', 'filename=C%3A%5Cnotes.txt', 'notes.txt'],
    ['control characters', 'filename="a\u0000b\u001b.txt"', 'ab.txt'],
    ['nothing', 'filename=""', 'file'],
    ['a broken escape', 'filename=100%.txt', '100%.txt'],
  ])('a file name with %s', (_what, given, name) => {
    expect(readMultipart(body([`Content-Disposition: form-data; name="f"; ${given}`, 'x']), TYPE).uploads.get('f')?.name).toBe(name);
  });

  test.each<[string, Buffer, string, string]>([
    ['no boundary named', body(), 'multipart/form-data', 'Bad Request: boundary in multipart/form-data not found'],
    ['another boundary', body(), 'multipart/form-data; boundary=other', 'Bad Request: boundary in multipart/form-data not found'],
    [
      'cut off',
      body(['Content-Disposition: form-data; name="a"', 'x']).subarray(0, 60),
      TYPE,
      "Bad Request: can't parse multipart/form-data: the last boundary is missing",
    ],
    ['no headers', Buffer.from('------x\r\nabc\r\n------x--'), TYPE, "Bad Request: can't parse form data headers"],
    ['no name', body(['Content-Disposition: form-data', 'x']), TYPE, 'Bad Request: field name in multipart/form-data not found'],
  ])('%s is refused', (_what, bytes, type, message) => {
    expect(() => readMultipart(bytes, type)).toThrow(message);
  });
});
