import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { takePort } from '../../serving/take-port.js';
import { answerCall, answerFile, type ApiDesk } from './api.js';
import { refusalOf, setSecurityHeaders } from './guard.js';
import { answerPageFile } from './page-files.js';
import { answerPage, type PageDesk } from './page-interface.js';
import { sendJson } from './send-json.js';

/** Only this machine can reach it. */
const HOST = '127.0.0.1';

/** Serves the bot's calls, the page and its own calls. @throws {UserError} when the port is taken. */
export async function listen(port: number, api: ApiDesk, page: PageDesk): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((request, response) => {
    void answer(request, response, (server.address() as AddressInfo).port, api, page);
  });
  const taken = await takePort(server, HOST, port, { doing: 'starting the preview', remedy: 'name another port with PREVIEW_PORT, or 0 for any' });
  return { server, port: taken };
}

async function answer(request: IncomingMessage, response: ServerResponse, port: number, api: ApiDesk, page: PageDesk): Promise<void> {
  setSecurityHeaders(response);
  try {
    const address = new URL(request.url ?? '/', `http://${HOST}:${port}`);
    const refusal = refusalOf(request, port, address);
    if (refusal !== null) {
      request.resume();
      sendJson(response, 403, { error: `refused: ${refusal}` });
      return;
    }
    if (await answerCall(api, request, response, address)) return;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads && answerFile(api, response, address)) return;
    if (await answerPage(page, request, response, address)) return;
    if (reads && (await answerPageFile(response, address))) return;
    request.resume();
    sendJson(response, 404, { ok: false, error_code: 404, description: 'Not Found' });
  } catch {
    // The error may hold the address, and so the token: it is not shown.
    sendJson(response, 500, { ok: false, error_code: 500, description: 'Internal Server Error' });
  }
}
