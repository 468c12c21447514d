import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ResponseParameters } from 'grammy/types';
import { isSameSecret } from '../../serving/same-secret.js';
import type { Call } from '../api/call.js';
import { MAX_DOWNLOAD_BYTES } from '../api/files.js';
import { methodNamed } from '../api/methods.js';
import type { CallLog, LoggedCall } from '../call-log.js';
import type { Fault, Faults } from '../faults.js';
import { ApiError } from '../protocol/error.js';
import type { Parameters } from '../protocol/parameters.js';
import { readParameters } from './body.js';
import { sendJson } from './send-json.js';

/** What answering the bot's calls needs. */
export interface ApiDesk {
  readonly token: string;
  readonly context: Omit<Call, 'parameters' | 'gone'>;
  readonly faults: Faults;
  readonly log: CallLog;
}

/** Answers `/bot<TOKEN>/METHOD`; false when the address is none. */
export async function answerCall(desk: ApiDesk, request: IncomingMessage, response: ServerResponse, address: URL): Promise<boolean> {
  const match = /^\/bot([^/]+)\/([^/]*)\/?$/.exec(address.pathname);
  if (!match) return false;
  if (!isToken(desk, match[1]!)) {
    request.resume();
    sendError(response, new ApiError(401, 'Unauthorized'));
    return true;
  }
  const gone = new AbortController();
  response.on('close', () => {
    gone.abort();
  });
  const entry: LoggedCall = { method: methodNamed(match[2]!)?.name ?? match[2]!, values: {}, files: [], at: desk.context.world.options.now(), status: 0 };
  try {
    const parameters = await readParameters(request, address);
    Object.assign(entry, { values: parameters.values, files: [...parameters.uploads.values()].map(({ name }) => name) });
    desk.log.add(entry);
    await answerWithFault(desk, response, entry, parameters, gone.signal);
  } catch (error) {
    const refusal = error instanceof ApiError ? error : new ApiError(500, 'Internal Server Error');
    entry.status = refusal.code;
    sendError(response, refusal);
    if (refusal !== error) throw error;
  }
  return true;
}

/** Carries out a call by its name, without HTTP: for what webhooks answer. @throws ApiError */
export async function carryOut(desk: ApiDesk, name: string, parameters: Parameters, gone: AbortSignal): Promise<unknown> {
  const found = methodNamed(name);
  if (!found) throw new ApiError(404, 'Not Found: method not found');
  return await found.method({ ...desk.context, parameters, gone });
}

/** Answers `/file/bot<TOKEN>/PATH`; false when the address is none. */
export function answerFile(desk: ApiDesk, response: ServerResponse, address: URL): boolean {
  const match = /^\/file\/bot([^/]+)\/(.+)$/.exec(address.pathname);
  if (!match) return false;
  const file = isToken(desk, match[1]!) ? desk.context.world.files.at(match[2]!) : undefined;
  if (!isToken(desk, match[1]!)) sendError(response, new ApiError(401, 'Unauthorized'));
  else if (!file || file.bytes.length > MAX_DOWNLOAD_BYTES) sendError(response, new ApiError(404, 'Not Found'));
  else {
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': file.bytes.length });
    response.end(file.bytes);
  }
  return true;
}

async function answerWithFault(desk: ApiDesk, response: ServerResponse, entry: LoggedCall, parameters: Parameters, gone: AbortSignal): Promise<void> {
  const fault = desk.faults.next(entry.method);
  if (fault && answerInstead(response, entry, fault)) return;
  const result = await carryOut(desk, entry.method, parameters, gone);
  if (fault?.kind === 'cut') {
    response.destroy();
    return;
  }
  if (fault?.kind === 'late') await sleep(fault.milliseconds, undefined, { signal: gone }).catch(() => undefined);
  entry.status = 200;
  sendJson(response, 200, { ok: true, result });
}

/** Answers for a fault that keeps the call from being carried out; false for the others. */
function answerInstead(response: ServerResponse, entry: LoggedCall, fault: Fault): boolean {
  switch (fault.kind) {
    case 'error':
      throw new ApiError(fault.code, fault.description, fault.parameters);
    case 'page':
      entry.status = fault.status;
      response.writeHead(fault.status, { 'content-type': 'text/html' });
      response.end(`<html><body><h1>${fault.status}</h1></body></html>`);
      return true;
    case 'garbage':
      entry.status = 200;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"ok":true,"resu');
      return true;
    case 'cut':
      if (fault.when === 'after') return false;
      response.destroy();
      return true;
    case 'late':
      return false;
  }
}

function isToken({ token }: ApiDesk, given: string): boolean {
  return isSameSecret(decodeSafely(given), token);
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function sendError(response: ServerResponse, error: ApiError): void {
  const parameters: ResponseParameters | undefined = error.parameters;
  const wait = parameters?.retry_after;
  if (wait !== undefined) response.setHeader('retry-after', wait);
  sendJson(response, error.code, { ok: false, error_code: error.code, description: error.message, ...(parameters && { parameters }) });
}
