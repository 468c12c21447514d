import { answerCallbackQuery, answerInlineQuery } from './answers.js';
import type { Method } from './call.js';
import { getChat, getChatAdministrators, getChatMember, getChatMemberCount, leaveChat, sendChatAction } from './chats.js';
import { deleteMessage, deleteMessages } from './deletions.js';
import { editMessageCaption, editMessageReplyMarkup, editMessageText } from './edits.js';
import { getFile, sendDocument, sendPhoto } from './files.js';
import { copyMessage, forwardMessage, sendMessage } from './messages.js';
import { deleteMyCommands, getMe, getMyCommands, getProfile, setMyCommands, setProfile } from './profile.js';
import { setMessageReaction } from './reactions.js';
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './receiving.js';

const METHODS: Readonly<Record<string, Method>> = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  logOut: () => true,
  close: () => true,
  sendMessage,
  sendDocument,
  sendPhoto,
  sendChatAction,
  copyMessage,
  forwardMessage,
  editMessageText,
  editMessageCaption,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  setMessageReaction,
  answerCallbackQuery,
  answerInlineQuery,
  getFile,
  getChat,
  getChatMember,
  getChatMemberCount,
  getChatAdministrators,
  leaveChat,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyName: setProfile('name'),
  getMyName: getProfile('name'),
  setMyDescription: setProfile('description'),
  getMyDescription: getProfile('description'),
  setMyShortDescription: setProfile('short_description'),
  getMyShortDescription: getProfile('short_description'),
};

/** Telegram takes method names in any case: by the name in small letters, the method and its own spelling. */
const BY_SMALL_NAME = new Map(Object.entries(METHODS).map(([name, method]) => [name.toLowerCase(), { name, method }]));

export function methodNamed(name: string): { readonly name: string; readonly method: Method } | undefined {
  return BY_SMALL_NAME.get(name.toLowerCase());
}
