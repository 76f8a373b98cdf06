/** The value of a cookie that the browser sent, or `null`. */
export function cookieOf(request: Request, name: string): string | null {
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  const pair = pairs.find((p) => p.startsWith(`${name}=`));
  return pair ? pair.slice(name.length + 1) : null;
}
