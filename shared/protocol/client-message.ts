import * as v from 'valibot';
import { Cursor } from './cursor.ts';

/** First frame of a socket, and again to re-sync. The answer is `resume` or `snapshot`. */
export const ClientMessage = v.object({ type: v.literal('hello'), cursor: Cursor });
export type ClientMessage = v.InferOutput<typeof ClientMessage>;

/** The text that asks for a sign of life. It is answered without waking anybody. */
export const PING = 'ping';
