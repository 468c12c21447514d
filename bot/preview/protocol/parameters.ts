import { badRequest } from './error.js';

/** A file that came with a multipart body. */
export interface Upload {
  readonly name: string;
  /** MIME type as the sender gave it. */
  readonly type: string;
  readonly bytes: Buffer;
}

/**
 * What a call brought. Telegram takes the same parameter as a JSON value or as text (`"5"` for 5, `"[…]"` for a list),
 * since forms carry nothing but text; so do the readers below.
 */
export interface Parameters {
  readonly values: Readonly<Record<string, unknown>>;
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** The parameter as text; empty when it is missing. */
export function textOf(parameters: Parameters, name: string): string {
  const value = parameters.values[name];
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return '';
}

/** The parameter as a whole number; `otherwise` when it is missing or is none (Telegram does not complain either). */
export function integerOf(parameters: Parameters, name: string, otherwise = 0): number {
  const number = Number(textOf(parameters, name).trim() || Number.NaN);
  return Number.isSafeInteger(number) ? number : otherwise;
}

export function booleanOf(parameters: Parameters, name: string): boolean {
  return ['true', '1', 'yes'].includes(textOf(parameters, name).toLowerCase());
}

/** The parameter as a JSON value; `undefined` when it is missing. @throws ApiError 400 with `complaint` when it is not JSON. */
export function jsonOf(parameters: Parameters, name: string, complaint: string): unknown {
  const value = parameters.values[name];
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value !== 'string') return value;
  const parsed = parseJson(value);
  if (parsed === undefined) throw badRequest(complaint);
  return parsed;
}

/** The value that a text writes; `undefined` when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The file under `name`: sent as that part itself, or named there as `attach://PART`. */
export function uploadOf(parameters: Parameters, name: string): Upload | undefined {
  const attached = /^attach:\/\/(.+)$/.exec(textOf(parameters, name));
  return parameters.uploads.get(attached ? attached[1]! : name);
}
