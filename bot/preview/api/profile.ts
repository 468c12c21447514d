import type { BotCommand, UserFromGetMe } from 'grammy/types';
import { commandKey, readScope } from '../world/commands.js';
import type { Call } from './call.js';
import { badRequest } from '../protocol/error.js';
import { isObject, jsonOf, textOf } from '../protocol/parameters.js';

/** Bot API, setMyCommands: "At most 100 commands can be specified." */
const MAX_COMMANDS = 100;
/** Bot API, BotCommand: description "1-256 characters". */
const MAX_COMMAND_DESCRIPTION = 256;
/** Bot API: setMyName 0-64, setMyDescription 0-512, setMyShortDescription 0-120 characters. */
const PROFILE_LIMITS = { name: 64, description: 512, short_description: 120 } as const;
type ProfileField = keyof typeof PROFILE_LIMITS;

export function getMe({ world }: Call): UserFromGetMe {
  return world.bot;
}

export function setMyCommands(call: Call): true {
  const value = jsonOf(call.parameters, 'commands', "can't parse commands JSON object") ?? [];
  if (!Array.isArray(value)) throw badRequest('expected an Array of BotCommand');
  if (value.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  const commands = value.map(readCommand);
  call.world.commands.set(keyOf(call), commands);
  call.world.events.append({ type: 'profile' });
  return true;
}

export function getMyCommands(call: Call): readonly BotCommand[] {
  return call.world.commands.get(keyOf(call)) ?? [];
}

export function deleteMyCommands(call: Call): true {
  call.world.commands.delete(keyOf(call));
  call.world.events.append({ type: 'profile' });
  return true;
}

/** Under what the commands that a call names are kept. @throws ApiError 400 */
function keyOf({ world, parameters }: Call): string {
  const scope = readScope(jsonOf(parameters, 'scope', "can't parse BotCommandScope JSON object"), world);
  return commandKey(scope, readLanguage(textOf(parameters, 'language_code')));
}

/** setMyName, setMyDescription, setMyShortDescription. */
export function setProfile(field: ProfileField): (call: Call) => true {
  return ({ world, parameters }) => {
    const text = textOf(parameters, field);
    if (text.length > PROFILE_LIMITS[field]) throw badRequest(`BOT_${field === 'name' ? 'TITLE' : field === 'description' ? 'DESCRIPTION' : 'ABOUT'}_INVALID`);
    const language = readLanguage(textOf(parameters, 'language_code'));
    if (text === '') world.profile[field].delete(language);
    else world.profile[field].set(language, text);
    world.events.append({ type: 'profile' });
    return true;
  };
}

export function getProfile(field: ProfileField): (call: Call) => Readonly<Record<string, string>> {
  return ({ world, parameters }) => {
    const texts = world.profile[field];
    const text = texts.get(readLanguage(textOf(parameters, 'language_code'))) ?? texts.get('') ?? (field === 'name' ? world.bot.first_name : '');
    return { [field]: text };
  };
}

function readCommand(value: unknown): BotCommand {
  const refuse = (why: string) => badRequest(`can't parse BotCommand: ${why}`);
  if (!isObject(value)) throw refuse('expected an Object');
  const { command, description } = value;
  if (typeof command !== 'string') throw refuse('Can\'t find field "command"');
  if (typeof description !== 'string') throw refuse('Can\'t find field "description"');
  if (!/^[a-z0-9_]{1,32}$/.test(command.replace(/^\//, ''))) throw badRequest('BOT_COMMAND_INVALID');
  if (description.trim() === '' || description.length > MAX_COMMAND_DESCRIPTION) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  return { command: command.replace(/^\//, ''), description };
}

function readLanguage(code: string): string {
  if (code !== '' && !/^[a-z]{2}$/.test(code)) throw badRequest('invalid language code specified');
  return code;
}
