/** SHA-256 of a text as base64url: the `ath` of a DPoP proof (RFC 9449 section 4.2) and the S256 challenge of PKCE (RFC 7636 section 4.2). */
export async function sha256Base64url(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true });
}
