import type { ResponseParameters } from 'grammy/types';

/** What the stand-in answers instead of a result: Telegram's `{"ok":false,"error_code":…,"description":…}`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    /** HTTP status and `error_code`: 400, 401, 403, 404, 409, 413, 429 or 5xx. */
    readonly code: number,
    /** Telegram's own words, prefix included: `Bad Request: chat not found`. */
    description: string,
    readonly parameters?: ResponseParameters,
  ) {
    super(description);
  }
}

/** 400. Telegram writes the first letter of a plain sentence small and leaves CODE_WORDS as they are. */
export function badRequest(words: string, parameters?: ResponseParameters): ApiError {
  const codeWord = /^.[A-Z_]/u.test(words);
  return new ApiError(400, `Bad Request: ${codeWord ? words : words.charAt(0).toLowerCase() + words.slice(1)}`, parameters);
}

export function forbidden(words: string): ApiError {
  return new ApiError(403, `Forbidden: ${words}`);
}

/** 429. @param seconds how long to wait before the next try, whole seconds from 1. */
export function tooManyRequests(seconds: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}
