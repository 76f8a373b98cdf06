import { expect, it } from 'vitest';
import { Settings } from '../../../shared/model/settings.ts';
import * as v from 'valibot';
import { connect, pongOf, until } from '../browser.ts';
import { admin, hub, liaison, open, organise, person, readingOf, useRelay } from '../relay.ts';

useRelay();

it('moves no position and sends no frame to a stakeholder when something waits, or is drafted, or asked for', async () => {
  await organise();
  const hidden = await open('For the board', ['board']);
  const settings = { secondLiaisonFor: ['sev1', 'confidential'], mayAskForAccess: true };
  await hub().run('replaceSettings', admin, v.parse(Settings, settings));
  const ben = await connect(person('ben'));
  const [pong, before, heard] = [await pongOf(ben), await readingOf(person('ben')), ben.messages.length];

  const waiting = await hub().execute(
    liaison,
    { type: 'set_incident_audiences', incidentId: hidden.id, audiences: [] },
    null,
  );
  expect(waiting).toMatchObject({ status: 202 });
  const written = { title: 'Cards are refused', message: 'The provider answers with errors.' };
  await hub().execute({ ...person('rea'), role: 'responder' }, { type: 'write_draft', written }, null);
  await hub().run('askForAccess', person('ben'), hidden.id, undefined, null);

  const after = await readingOf(person('ben'));
  expect([after.position, after.view]).toEqual([before.position, before.view]);
  expect([await pongOf(ben), ben.messages.length]).toEqual([pong, heard]);

  const [{ id } = { id: '' }] = await hub().run('listConfirmations');
  await hub().run('confirmCommand', admin, id, null);
  expect((await readingOf(person('ben'))).position.offset).toBe(before.position.offset + 1);
  await until(() => {
    if (ben.messages.length === heard) throw new Error('nothing was heard of what was confirmed');
  });
});
