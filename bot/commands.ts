import type { Api } from 'grammy';
import { LANGUAGES } from './languages.js';
import { speechIn, type Speech } from './speech.js';
import type { Log } from './log.js';

/** The commands of each place, in the order of the menu; the descriptions are `command-<name>` in the locale files. */
export const COMMANDS = {
  private: ['start', 'sources', 'in', 'verify', 'coverage', 'chronology', 'pack', 'absence', 'language', 'help'],
  group: ['ask', 'private', 'sources', 'in', 'verify', 'coverage', 'chronology', 'pack', 'absence', 'language', 'help'],
  admin: ['admin', 'status', 'feedback', 'users', 'reindex'],
} as const;

/**
 * Puts the commands into Telegram's menu: for private chats, for groups, and the admins' own, each in both languages (English for all
 * that have neither). A failure is logged only: the commands work without a menu.
 */
export async function setCommandMenus(api: Api, adminUsers: ReadonlySet<number>, log: Log): Promise<void> {
  const listed = (names: readonly string[], { say }: Speech): { command: string; description: string }[] =>
    names.map((command) => ({ command, description: say(`command-${command}`) }));
  try {
    for (const language of LANGUAGES) {
      const speech = speechIn(language);
      // No language code: what everyone else sees.
      const codes = language === 'en' ? [{}, { language_code: 'en' as const }] : [{ language_code: language }];
      for (const code of codes) {
        await api.setMyCommands(listed(COMMANDS.private, speech), { scope: { type: 'all_private_chats' }, ...code });
        await api.setMyCommands(listed(COMMANDS.group, speech), { scope: { type: 'all_group_chats' }, ...code });
        for (const admin of adminUsers) {
          await api
            .setMyCommands(listed([...COMMANDS.private, ...COMMANDS.admin], speech), { scope: { type: 'chat', chat_id: admin }, ...code })
            // An admin who never opened a chat with the bot has no menu yet.
            .catch((error: unknown) => {
              log.debug({ error, admin }, 'no command menu for an admin yet');
            });
        }
      }
    }
  } catch (error) {
    log.warn({ error }, 'the menu of commands could not be set; the commands themselves work');
  }
}
