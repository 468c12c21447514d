import type { ResponseParameters } from 'grammy/types';

/** What can go wrong on purpose. */
export type Fault =
  /** Telegram refuses in its own form. */
  | { readonly kind: 'error'; readonly code: number; readonly description: string; readonly parameters?: ResponseParameters }
  /** Something before Telegram answers with a web page, as a proxy does. */
  | { readonly kind: 'page'; readonly status: number }
  /** An answer that is not JSON, with status 200. */
  | { readonly kind: 'garbage' }
  /** The connection is cut `before` the call is carried out, or `after` it, unanswered: the caller cannot tell which. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'after' }
  /** The call is carried out at once and answered late. */
  | { readonly kind: 'late'; readonly milliseconds: number };

/** Telegram's flood control: 429 with `retry_after`, in whole seconds. */
export function floodControl(seconds: number): Fault {
  return { kind: 'error', code: 429, description: `Too Many Requests: retry after ${seconds}`, parameters: { retry_after: seconds } };
}

export const blockedByUser: Fault = { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' };
export const serverError: Fault = { kind: 'error', code: 500, description: 'Internal Server Error' };
export const badGateway: Fault = { kind: 'page', status: 502 };

/** The faults ordered for the next calls, first come first served. */
export class Faults {
  private orders: { readonly method: string; readonly fault: Fault; left: number }[] = [];

  /** @param method a name as Telegram spells it, or `*` for any. @param times how many calls; Infinity until `clear`. */
  add(method: string, fault: Fault, times: number): void {
    if (!(times >= 1)) throw new RangeError(`ordering a fault: a number of calls from 1 expected, found ${times}`);
    this.orders.push({ method, fault, left: times });
  }

  clear(): void {
    this.orders = [];
  }

  /** The fault of a call that comes now, used up by it. */
  next(method: string): Fault | undefined {
    const order = this.orders.find((one) => one.method === '*' || one.method === method);
    if (!order) return undefined;
    order.left -= 1;
    if (order.left < 1) this.orders = this.orders.filter((one) => one !== order);
    return order.fault;
  }
}
