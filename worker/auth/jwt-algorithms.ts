/** What a token of others may be signed with. No `none`, and nothing whose secret both sides hold. Source: RFC 8725, section 3.1. */
export const asymmetric: string[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'EdDSA',
];
