import { beforeEach, describe, expect, it } from 'vitest';
import { answerNotification } from '../../../extension/background/notification-answers.ts';
import type { Request } from '../../../extension/data/messages.ts';
import { settle } from './support/fake-time.ts';
import { down, Profile, searchDown } from './support/notified-profile.ts';

describe('an answer on the notification', () => {
  let profile: Profile;
  const asked: Request[] = [];
  const ask = async (request: Request) => void asked.push(request);
  beforeEach(async () => {
    asked.length = 0;
    profile = new Profile();
    await profile.tell(down({ revision: 4 }), searchDown);
  });

  it('acknowledges what it named, in the revision that it showed', async () => {
    profile.incidents = [down({ revision: 5, materialRevision: 5 })];
    await answerNotification('acknowledge', profile.start(), ask);
    expect(asked).toEqual([{ type: 'acknowledge', incidentId: 'inc_1', revision: 4 }]);
  });

  it('opens what it named, which is what the answer to a click in Firefox is', async () => {
    await answerNotification('open', profile.worker, ask);
    expect(asked).toEqual([{ type: 'open_incident', incidentId: 'inc_1', url: null }]);
  });

  it('acknowledges neither what it named before nor what it is about to name while it changes', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    profile.drawing = promise;
    profile.changes = { own: { acknowledged: { inc_1: 4 } } };
    const drawn = profile.worker.show();
    await settle();
    await answerNotification('acknowledge', profile.worker, ask);
    expect(asked).toEqual([{ type: 'open_incident', incidentId: 'inc_2', url: null }]);
    resolve();
    await drawn;
    await answerNotification('acknowledge', profile.worker, ask);
    expect(asked.at(-1)).toEqual({ type: 'acknowledge', incidentId: 'inc_2', revision: 1 });
  });

  it('opens what it did not name, whatever its only button is', async () => {
    profile = new Profile();
    await profile.tell(down({ isRestricted: true }));
    await answerNotification('acknowledge', profile.worker, ask);
    expect(asked).toEqual([{ type: 'open_incident', incidentId: 'inc_1', url: null }]);
  });

  it('does nothing where none is on the screen any more', async () => {
    await profile.worker.clear();
    await answerNotification('acknowledge', profile.worker, ask);
    expect(asked).toEqual([]);
  });
});
