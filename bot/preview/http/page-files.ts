import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { projectRoot } from '../../../embeddings/index.js';

const FOLDER = join(projectRoot, 'bot/preview/page');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Answers with a file of the page; false when the address names none. Names hold no folder, so none can be left. */
export async function answerPageFile(response: ServerResponse, address: URL): Promise<boolean> {
  const name = address.pathname === '/' ? 'index.html' : address.pathname.slice(1);
  const type = TYPES[extname(name)];
  if (!/^[a-z][a-z0-9-]*\.[a-z]+$/.test(name) || type === undefined) return false;
  const content = await readFile(join(FOLDER, name)).catch(() => null);
  if (content === null) return false;
  response.writeHead(200, { 'content-type': type, 'content-length': content.length });
  response.end(content);
  return true;
}
