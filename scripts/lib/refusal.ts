/** Something the person at the keyboard can put right. Its message is one clear sentence and is shown without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Runs a script's main function: a refusal ends it with its sentence and status 1, anything else with its stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = 1;
  }
}

/** The `code` of a system error (`EADDRINUSE`), or the empty string for any other thing thrown. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
