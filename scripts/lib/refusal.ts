/** Something the person at the keyboard can put right. Its message is one clear sentence and is shown without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** The status that the program ends with. */
  readonly status: number;

  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

/** The status of a program that was configured wrongly, which a supervisor need not try again. Source: sysexits(3). */
export const EX_CONFIG = 78;

/** Runs a script's main function: a refusal ends it with its sentence and its status, anything else with its stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exitCode = error instanceof Refusal ? error.status : 1;
  }
}

/** The `code` of a system error (`EADDRINUSE`), or the empty string for any other thing thrown. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
