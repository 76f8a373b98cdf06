import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { errorCode, EX_CONFIG, Refusal } from '../lib/refusal.ts';

const Company = v.looseObject({ url: v.optional(v.string()), signIn: v.optional(v.looseObject({})) });

/** Where the company's relay is to be, and how people sign in: of the self-hosted relay's file, what counts on Cloudflare. */
export type Company = v.InferOutput<typeof Company>;

/** Refuses a file that is not there or no JSON object. What stands in it is checked with all the rest. */
export function readCompany(path: string): Company {
  try {
    return v.parse(Company, JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Refusal(`${path} cannot be read (${errorCode(error) || 'no JSON object'}).`, EX_CONFIG);
  }
}
