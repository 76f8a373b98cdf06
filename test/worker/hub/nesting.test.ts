import { expect, it } from 'vitest';
import { audience } from '../../support/builders.ts';
import { connect, until } from '../browser.ts';
import { admin, done, hub, open, organise, person, readingOf, useRelay } from '../relay.ts';

useRelay();

const save = (over: Parameters<typeof audience>[0]) =>
  done({ type: 'save_audience', audience: audience(over) }, admin);

it('moves whoever gains or loses an audience by what it includes, and nobody else', async () => {
  await organise();
  await save({ id: 'leads', members: ['lee@example.com'] });
  const incident = await open('For leads only', ['leads']);
  const [ann, lee, ben] = await Promise.all(['ann', 'lee', 'ben'].map((name) => connect(person(name))));
  if (!ann || !lee || !ben) throw new Error('nobody');
  expect(ann.state.view.incidents).toEqual([]);

  await save({ id: 'leads', members: ['lee@example.com'], includes: ['board'] });
  await until(() => expect(ann.closeCode).toBe(4008));
  const again = await connect(person('ann'));
  expect(again.state.view.incidents.map(({ id }) => id)).toEqual([incident.id]);
  expect([lee.closeCode, ben.closeCode]).toEqual([null, null]);

  // Whoever comes into the included one comes into the other as well.
  await save({ id: 'board', members: ['ann@example.com', 'ben@example.com'] });
  await until(() => expect(ben.closeCode).toBe(4008));
  expect((await readingOf(person('ben'))).viewKey).toBe('s:board,leads');

  await save({ id: 'leads', members: ['lee@example.com'] });
  await until(() => expect(again.closeCode).toBe(4008));
  expect((await readingOf(person('ann'))).viewKey).toBe('s:board');
  expect(lee.closeCode).toBe(null);
});

it('tells people what an audience assigns that they came into by another one', async () => {
  await organise();
  await save({ id: 'leads', includes: ['board'], services: ['checkout'] });
  const assigned = async (name: string): Promise<unknown> =>
    JSON.parse(await hub().readSubscription(person(name))).assigned;
  expect(await assigned('ann')).toMatchObject({ services: ['checkout'] });
  const ann = await connect(person('ann'));
  await save({ id: 'leads', includes: ['board'], services: [], groups: ['Payments'] });
  await until(() => expect(ann.of('own').at(-1)?.own).toMatchObject({ assigned: { groups: ['Payments'] } }));
});
