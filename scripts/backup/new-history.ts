import { DatabaseSync } from 'node:sqlite';

/** Tables that say who may come in. */
const credentials = ['accounts', 'devices', 'tokens', 'invitations', 'sessions'] as const;

/**
 * Makes a restored database another history. Without its views no cursor, ticket or tag of the old one is known: each view gets
 * a new random epoch and a new shard when it is first asked for. The platform's note of an alarm goes too, since the alarm
 * itself was not in the backup; the hub sets it again when its health is asked for.
 */
export function beginAnew(path: string, { isSignedOut }: { readonly isSignedOut: boolean }): void {
  const database = new DatabaseSync(path);
  try {
    const emptied = ['views', 'moves', 'revocations', 'pairings', 'sign_in_codes', '_cf_METADATA'];
    const unsafe = isSignedOut ? ['sessions', 'invitations'] : [];
    database.exec('BEGIN IMMEDIATE');
    for (const table of [...emptied, ...unsafe])
      if (hasTable(database, table)) database.exec(`DELETE FROM "${table}"`);
    database.exec('DROP TABLE masthead_backup');
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

/**
 * Takes over who may come in from the database that is replaced, so that nobody comes back who was sent away since the backup,
 * and no device has to be paired again. False, and nothing is changed, where that database cannot be read or has another form.
 */
export function keepCredentialsOf(current: string, restored: string): boolean {
  const database = new DatabaseSync(restored);
  try {
    database.prepare('ATTACH DATABASE ? AS latest').run(current);
    database.exec('BEGIN IMMEDIATE');
    for (const table of credentials) {
      if (formOf(database, 'main', table) !== formOf(database, 'latest', table))
        throw new Error('another form');
      database.exec(
        `DELETE FROM main."${table}"; INSERT INTO main."${table}" SELECT * FROM latest."${table}"`,
      );
    }
    database.exec('COMMIT');
    return true;
  } catch {
    if (database.isTransaction) database.exec('ROLLBACK');
    return false;
  } finally {
    database.close();
  }
}

function hasTable(database: DatabaseSync, name: string): boolean {
  return formOf(database, 'main', name) !== '';
}

function formOf(database: DatabaseSync, schema: 'main' | 'latest', table: string): string {
  const row = database
    .prepare(`SELECT sql FROM ${schema}.sqlite_master WHERE type = 'table' AND name = ?`)
    .get(table);
  return String(row?.['sql'] ?? '');
}
