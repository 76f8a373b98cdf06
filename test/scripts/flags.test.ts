import { describe, expect, it } from 'vitest';
import { parseStartFlags } from '../../scripts/start/flags.ts';

describe('the flags of npm start', () => {
  it('listens on 8787 and keeps its state in .state unless told otherwise', () => {
    expect(parseStartFlags([])).toEqual({
      port: 8787,
      stateDir: '.state',
      hasBrowser: true,
      isEmpty: false,
      isHelp: false,
    });
  });

  it('takes every flag of the contract', () => {
    const flags = parseStartFlags(['--port', '0', '--state=/tmp/x', '--no-browser', '--empty']);
    expect(flags).toEqual({ port: 0, stateDir: '/tmp/x', hasBrowser: false, isEmpty: true, isHelp: false });
  });

  it.each(['x', '-1', '65536', '80.5', ''])('refuses %j as a port in one sentence', (port) => {
    expect(() => parseStartFlags([`--port=${port}`])).toThrow(
      /^--port takes a number from 0 to 65535[^\n]*\.$/,
    );
  });

  it.each(['', ' '])('refuses %j as a folder, which would be the current one', (state) => {
    expect(() => parseStartFlags([`--state=${state}`])).toThrow(/^--state takes a folder[^\n]*\.$/);
  });

  it.each([[['--frob']], [['--port']], [['somewhere']], [['--empty=yes']]])(
    'refuses %j, pointing to --help',
    (args) => {
      expect(() => parseStartFlags(args)).toThrow(/^[^\n]*--help` lists the flags\.$/);
    },
  );
});
