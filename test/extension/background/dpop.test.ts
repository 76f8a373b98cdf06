import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { createDeviceKeys, createProof } from '../../../extension/background/dpop.ts';

const AT = '2026-11-24T14:02:00.900Z';
const call = {
  method: 'POST',
  url: 'https://relay.example.com/api/v1/receipts?secret=1#part',
  at: AT,
  accessToken: 'mhd_token',
};
const base64url = (text: string) => createHash('sha256').update(text).digest('base64url');

it('is a JWT that its own key verifies, for one method and address without the query', async () => {
  const keys = await createDeviceKeys();
  const { payload, protectedHeader } = await jwtVerify(await createProof(keys, call), EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms: ['ES256'],
    currentDate: new Date(AT),
  });
  expect(payload).toEqual({
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    htm: 'POST',
    htu: 'https://relay.example.com/api/v1/receipts',
    iat: Date.parse('2026-11-24T14:02:00Z') / 1_000,
    ath: base64url('mhd_token'),
  });
  expect(Object.keys(protectedHeader.jwk ?? {}).toSorted()).toEqual(['crv', 'kty', 'x', 'y']);
});

it('names the same key each time, and never the same proof', async () => {
  const keys = await createDeviceKeys();
  const proofs = [await createProof(keys, call), await createProof(keys, call)];
  const read = await Promise.all(proofs.map((proof) => jwtVerify(proof, EmbeddedJWK)));
  const thumbprints = read.map(({ protectedHeader: { jwk } }) => calculateJwkThumbprint(jwk ?? {}));
  expect(new Set(await Promise.all(thumbprints)).size).toBe(1);
  expect(new Set(read.map(({ payload }) => payload.jti)).size).toBe(2);
});

it('says nothing of a token where there is none yet', async () => {
  const proof = await createProof(await createDeviceKeys(), { ...call, accessToken: null });
  expect((await jwtVerify(proof, EmbeddedJWK)).payload).not.toHaveProperty('ath');
});

it.each(['jwk', 'pkcs8'] as const)('is made with a key that nobody can read out as %s', async (form) => {
  const { privateKey } = await createDeviceKeys();
  expect(privateKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey(form, privateKey)).rejects.toThrow('not extractable');
});
