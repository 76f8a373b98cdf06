const NONCE_BYTES = 12;
const encoder = new TextEncoder();

/**
 * Encrypts a secret that must stay readable, so that the database alone opens nothing. AES-256-GCM under a key derived
 * from the relay's key; the answer is base64url of nonce and ciphertext. `owner` (a source's id) is bound to it: what was
 * sealed for one cannot be opened for another.
 */
export async function seal(mastheadKey: string, owner: string, secret: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const ciphertext = await crypto.subtle.encrypt(
    cipher(nonce, owner),
    await sealingKey(mastheadKey),
    encoder.encode(secret),
  );
  return new Uint8Array([...nonce, ...new Uint8Array(ciphertext)]).toBase64({
    alphabet: 'base64url',
    omitPadding: true,
  });
}

/** The secret that {@link seal} hid; throws where key or owner are others, or a bit has changed. */
export async function unseal(mastheadKey: string, owner: string, sealed: string): Promise<string> {
  const bytes = Uint8Array.fromBase64(sealed, { alphabet: 'base64url' });
  const secret = await crypto.subtle.decrypt(
    cipher(bytes.slice(0, NONCE_BYTES), owner),
    await sealingKey(mastheadKey),
    bytes.slice(NONCE_BYTES),
  );
  return new TextDecoder().decode(secret);
}

function cipher(iv: Uint8Array<ArrayBuffer>, owner: string): SubtleCryptoEncryptAlgorithm {
  return { name: 'AES-GCM', iv, additionalData: encoder.encode(owner) };
}

/** HKDF (RFC 5869) with a purpose of its own: the same relay key also signs tickets. */
async function sealingKey(mastheadKey: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(mastheadKey), 'HKDF', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(0),
      info: encoder.encode('masthead source secrets v1'),
    },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
