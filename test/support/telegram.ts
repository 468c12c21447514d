import type { Preview } from '../../bot/preview/index.js';

export interface ApiAnswer {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

/** Calls a method of the stand-in as JSON over HTTP, as a bot without a library would. */
export async function callApi(preview: Preview, method: string, values: object = {}): Promise<ApiAnswer> {
  const response = await fetch(`${preview.apiRoot}/bot${preview.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(values),
  });
  const answer = (await response.json()) as ApiAnswer;
  if (response.status !== (answer.error_code ?? 200)) throw new Error(`${method}: HTTP status ${response.status} does not fit ${JSON.stringify(answer)}`);
  return answer;
}

/** The result of a call. @throws Error with the description when it is refused. */
export async function resultOf<T>(preview: Preview, method: string, values: object = {}): Promise<T> {
  const answer = await callApi(preview, method, values);
  if (!answer.ok) throw new Error(`${method}: ${answer.description ?? ''}`);
  return answer.result as T;
}

/** Why a call is refused: `400 Bad Request: …`; `ok` when it is not. */
export async function refusalOf(preview: Preview, method: string, values: object = {}): Promise<string> {
  const { ok, error_code, description } = await callApi(preview, method, values);
  return ok ? 'ok' : `${String(error_code)} ${description ?? ''}`;
}
