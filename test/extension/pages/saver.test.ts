import { beforeEach, describe, expect, it } from 'vitest';
import type { WriteAnswer } from '../../../extension/data/messages.ts';
import { createSaver, type Saver } from '../../../extension/pages/options/saver.ts';

let sent: string[];
let answers: ((answer: WriteAnswer | Error) => void)[];
let timers: (() => void)[];
let saver: Saver<string>;

beforeEach(() => {
  [sent, answers, timers] = [[], [], []];
  saver = createSaver<string>({
    send: (value) => {
      sent.push(value);
      return new Promise((resolve, reject) => {
        answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      });
    },
    after: (_, run) => {
      timers.push(run);
      return () => {
        timers = timers.filter((one) => one !== run);
      };
    },
    isSame: (a, b) => a === b,
    changed: () => undefined,
  });
  saver.hear('before');
});

const passTime = () => {
  const due = timers;
  timers = [];
  for (const run of due) run();
};
const answerWith = async (answer: WriteAnswer | Error) => {
  answers.shift()?.(answer);
  await new Promise(setImmediate);
};
const unreachable: WriteAnswer = { ok: false, reason: 'unreachable' };

describe('a choice', () => {
  it('shows at once, and is sent together with what follows it closely', () => {
    saver.choose('a');
    saver.choose('b');
    expect(saver.held()).toBe('b');
    expect(sent).toEqual([]);
    passTime();
    expect(sent).toEqual(['b']);
  });

  it('is held until the relay tells of it, so that it never jumps back', async () => {
    saver.choose('a');
    passTime();
    await answerWith({ ok: true });
    saver.hear('before');
    expect([saver.held(), saver.state()]).toEqual(['a', { kind: 'saved' }]);
    saver.hear('a');
    expect([saver.held(), saver.state()]).toEqual([null, { kind: 'saved' }]);
  });

  it('gives way to what the relay made of it', async () => {
    saver.choose('a');
    passTime();
    await answerWith({ ok: true });
    saver.hear('a, tidied');
    expect(saver.held()).toBeNull();
  });

  it('made while another is being saved goes after it, and alone counts', async () => {
    saver.choose('a');
    passTime();
    saver.choose('b');
    passTime();
    expect(sent).toEqual(['a']);
    await answerWith({ ok: true });
    expect(sent).toEqual(['a', 'b']);
    expect(saver.state()).toEqual({ kind: 'saving' });
    await answerWith({ ok: true });
    expect([saver.held(), saver.state()]).toEqual(['b', { kind: 'saved' }]);
  });

  it('is sent at once when the page goes', () => {
    saver.choose('a');
    saver.sendNow();
    expect(sent).toEqual(['a']);
    passTime();
    expect(sent).toEqual(['a']);
  });
});

describe('a choice that could not be kept', () => {
  it('stays in sight while the relay tells nothing new, and says why', async () => {
    saver.choose('a');
    passTime();
    await answerWith(unreachable);
    saver.hear('before');
    expect(saver.held()).toBe('a');
    expect(saver.state()).toEqual({ kind: 'failed', problem: 'unreachable' });
  });

  it('gives way to a newer one from another device, and says so', async () => {
    saver.choose('a');
    passTime();
    await answerWith(unreachable);
    saver.hear('chosen elsewhere');
    saver.retryQuietly();
    saver.sendNow();
    expect(sent).toEqual(['a']);
    expect([saver.held(), saver.state()]).toEqual([null, { kind: 'replaced' }]);
  });

  it('gives way also to one that came while it was on its way', async () => {
    saver.choose('a');
    passTime();
    saver.hear('chosen elsewhere');
    await answerWith(unreachable);
    expect([saver.held(), saver.state()]).toEqual([null, { kind: 'replaced' }]);
  });

  it('is saved where only the answer was lost', async () => {
    saver.choose('a');
    passTime();
    await answerWith({ ok: false, reason: 'later' });
    saver.hear('a');
    expect([saver.held(), saver.state()]).toEqual([null, { kind: 'saved' }]);
  });

  it('is sent again when asked', async () => {
    saver.choose('a');
    passTime();
    await answerWith(unreachable);
    saver.sendNow();
    await answerWith({ ok: true });
    expect(sent).toEqual(['a', 'a']);
    expect(saver.state()).toEqual({ kind: 'saved' });
  });

  it('is tried again by itself, and reads as failed until it is kept', async () => {
    saver.choose('a');
    passTime();
    await answerWith(unreachable);
    saver.retryQuietly();
    expect([sent, saver.state().kind]).toEqual([['a', 'a'], 'failed']);
    await answerWith(unreachable);
    saver.retryQuietly();
    await answerWith({ ok: true });
    expect([sent, saver.state().kind]).toEqual([['a', 'a', 'a'], 'saved']);
    saver.retryQuietly();
    expect(sent).toHaveLength(3);
  });

  it('is tried again by itself where the relay had too much to do', async () => {
    saver.choose('a');
    passTime();
    await answerWith({ ok: false, reason: 'later' });
    saver.retryQuietly();
    expect(sent).toEqual(['a', 'a']);
  });

  it('is not tried again by itself where the relay will have none of it', async () => {
    saver.choose('a');
    passTime();
    await answerWith({ ok: false, reason: 'refused' });
    saver.retryQuietly();
    expect(sent).toEqual(['a']);
  });

  it('knows a background that does not answer', async () => {
    saver.choose('a');
    passTime();
    await answerWith(new Error('silent'));
    expect(saver.state()).toEqual({ kind: 'failed', problem: 'silent' });
  });
});

describe('a browser that is connected as somebody else', () => {
  it('sends them nothing that could not be kept of the person before', async () => {
    saver.choose('mine');
    passTime();
    await answerWith(unreachable);
    saver.forget();
    saver.hear('theirs');
    saver.retryQuietly();
    saver.sendNow();
    expect(sent).toEqual(['mine']);
    expect([saver.held(), saver.state()]).toEqual([null, { kind: 'untouched' }]);
  });

  it('sends nothing that still waited, nor again what was on its way', async () => {
    saver.choose('mine');
    passTime();
    saver.choose('mine too');
    saver.forget();
    passTime();
    await answerWith(unreachable);
    expect(sent).toEqual(['mine']);
    expect(saver.state()).toEqual({ kind: 'untouched' });
  });
});

it('sends nothing where nothing was chosen', () => {
  saver.sendNow();
  expect(sent).toEqual([]);
});
