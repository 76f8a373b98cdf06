import * as v from 'valibot';

/** What a stakeholder says of a live incident beside reading of it: a fact for the liaison, never an update. */
export const signalKinds = ['affected', 'customers_asking', 'not_affected'] as const;
export const SignalKind = v.picklist(signalKinds);
export type SignalKind = v.InferOutput<typeof SignalKind>;
