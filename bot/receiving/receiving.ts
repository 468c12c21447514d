/** The kinds of updates that the bot has handlers for: Telegram sends no others. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'channel_post', 'edited_channel_post', 'callback_query', 'inline_query', 'my_chat_member'] as const;

/** Updates coming in, by polling or by a webhook. */
export interface Receiving {
  /** Settles when it has ended: resolved after `stop`, rejected with a `UserError` when the token or the webhook is refused. */
  readonly ended: Promise<void>;
  /** Takes no more updates; resolves once those begun are answered. */
  stop(): Promise<void>;
}
