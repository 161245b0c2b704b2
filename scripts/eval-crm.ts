import { askQuestions } from './eval-crm/ask-questions.ts';
import { compareTables } from './eval-crm/compare-tables.ts';
import { logIn } from './eval-crm/http-client.ts';
import { importFiles } from './eval-crm/import-files.ts';
import { makeQuestions } from './eval-crm/questions.ts';
import { readFolder } from './eval-crm/read-folder.ts';
import type { Score } from './eval-crm/score.ts';
import { startServer } from './eval-crm/start-server.ts';

/**
 * `node scripts/eval-crm.ts <folder>`: imports a sales pipeline (users, products, accounts, deals) into a fresh service,
 * imports it again, and compares every report with the folder's truth.json; then asks the same in Chinese in the chat.
 * Progress goes to stderr, one JSON object to stdout; the exit code is 1 when anything differs.
 */
async function main(path: string | undefined): Promise<boolean> {
  if (!path) throw new Error('Usage: node scripts/eval-crm.ts <folder with truth.json and the CSV files>');
  const folder = readFolder(path);
  const server = await startServer();
  try {
    const client = await logIn(server);
    const { first, rerun } = await importFiles(client, folder.path);
    const tables: Record<string, Score> = {
      import: first,
      import_rerun: rerun,
      ...(await compareTables(client, folder.truth)),
    };
    for (const [name, { compared, equal }] of Object.entries(tables))
      console.error(`${name}: ${equal} of ${compared} equal`);
    const chat = await askQuestions(client, makeQuestions(folder));
    console.error(`chat: ${chat.right} of ${chat.asked} right`);
    const ok = chat.right === chat.asked && Object.values(tables).every(({ compared, equal }) => compared === equal);
    console.log(JSON.stringify({ tables, chat, ok }));
    return ok;
  } finally {
    await server.stop();
  }
}

main(process.argv[2]).then(
  (ok) => process.exit(ok ? 0 : 1),
  (thrown: unknown) => {
    console.error(thrown);
    // Whoever reads the last line finds a result there even when the service could not be asked.
    console.log(JSON.stringify({ tables: {}, chat: { asked: 0, right: 0 }, ok: false }));
    process.exit(1);
  },
);
